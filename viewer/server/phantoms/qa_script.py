"""A scripted consultation about the phantom photographs: fixed questions, fixed words, no method.

The turns follow the gateway's question types. The script asks what it has not been told yet, then
closes with a report of what was said and with general, careful advice. It says of itself that it
is a demonstration; nothing in it depends on the meaning of an answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from viewer.server.envelope import Json

DEMONSTRATION: Final = "本地服务的脚本演示，不是医生的意见，不能代替就诊。"
REPORTS: Final = "reports"
_IMAGES: Final = "images"
_SINGLE: Final = "singleChoice"
_TEXT: Final = "text"


@dataclass(frozen=True, slots=True)
class _Question:
    """What the script asks: its type, its words, the answers offered, its heading in the report."""

    kind: str
    words: str
    heading: str
    options: tuple[str, ...] = ()


_QUESTIONS: Final = (
    _Question("chiefComplaint", "请用一两句话说明孩子哪里不舒服、什么时候开始的。", "主诉"),
    _Question(
        "age",
        "孩子多大了？",
        "年龄",
        ("不满6个月", "6个月至2岁", "3至5岁", "6至12岁", "12岁以上"),
    ),
    _Question(
        "bodyParts",
        "皮疹主要在什么部位？",
        "部位",
        ("面部", "躯干", "上肢", "下肢", "全身"),
    ),
    _Question(
        "symptoms",
        "除了皮疹，还有其他不适吗？",
        "症状",
        ("瘙痒", "疼痛", "发热", "没有其他不适"),
    ),
    _Question(
        "diseaseCourse",
        "皮疹出现多久了？",
        "病程",
        ("不到1天", "1至3天", "4至7天", "超过1周"),
    ),
    _Question("medications", "已经用过什么药？没有用药请回答“没有”。", "用药史", ("没有",)),
    _Question(
        "allegries",
        "孩子对药物或食物过敏吗？",
        "过敏史",
        ("没有", "有，药物", "有，食物", "不清楚"),
    ),
)
_BY_KIND: Final = {question.kind: question for question in _QUESTIONS}

_ADVICE: Final = (
    "一般建议：保持皮肤清洁、干爽，剪短指甲，避免抓挠；衣着宽松柔软；不要自行涂抹或服用激素类、"
    "抗生素类药物；有发热或水疱时，先不要去幼儿园或学校。\n"
    "请尽快就医的情况：精神差、高热不退、呼吸或吞咽困难、口唇或面部肿胀、皮疹迅速扩大或呈紫红色"
    "按压不褪色、皮肤破溃流脓、孩子不满3个月。"
)
_SIMILAR: Final[Mapping[str, str]] = {
    "孩子出皮疹时可以洗澡吗？": (
        "一般可以。用温水短时间淋浴，不用力搓，不用刺激性的清洁用品，洗后轻轻拍干，再用平时的保湿"
        "霜。皮肤有破溃时，请先问医生。"
    ),
    "什么样的皮疹需要马上去医院？": (
        "皮疹呈紫红色且按压不褪色、伴呼吸困难、面部或口唇肿胀、高热、精神差、颈部僵硬，或孩子不满"
        "3个月时，请立即就医或拨打急救电话。"
    ),
    "皮疹会传染给家里其他孩子吗？": (
        "这取决于病因。水痘、猩红热、脓疱疮等可以传染，湿疹、荨麻疹不会。在医生判断之前，毛巾、衣物"
        "分开使用，接触后洗手，暂不与其他孩子密切接触。"
    ),
}


def next_turn(
    state: Json, question_type: str, text: str, seen: Mapping[str, Json] | None = None
) -> tuple[Json, dict[str, Json]]:
    """Answer one turn; returns the new state and the gateway's `Data` without a session.

    `state` is what the last turn returned (nothing before the first); `seen` the endpoint's truth
    of a photograph that came with this turn. The state never holds more than the last answer to
    each question.
    """
    answers = _answers_in(state)
    if question_type == _IMAGES or seen is not None:
        answers[_IMAGES] = _most_likely(seen) or answers.get(_IMAGES, "")
    if text in _SIMILAR:
        return {**answers}, _reply(_SIMILAR[text], similar_to=text)
    if question_type != _IMAGES and text:
        answers[question_type] = text
    asked = next((question for question in _QUESTIONS if question.kind not in answers), None)
    if asked is None or question_type == REPORTS:
        return {**answers}, _closing(answers)
    data: dict[str, Json] = {
        "QuestionType": asked.kind,
        "Question": asked.words,
        "AnswerType": _SINGLE if asked.options else _TEXT,
        "Options": list(asked.options),
        "Reports": {},
    }
    return {**answers}, data


def _closing(answers: Mapping[str, str]) -> dict[str, Json]:
    """Return the report of what was said, in the order of the questions, and the advice."""
    told: dict[str, Json] = {
        question.heading: answers[question.kind]
        for question in _QUESTIONS
        if question.kind in answers
    }
    if answers.get(_IMAGES):
        told["皮损图片（模体已知的类别）"] = answers[_IMAGES]
    reports: dict[str, Json] = {**told, "说明": DEMONSTRATION}
    return {**_reply(_ADVICE), "Reports": reports}


def _reply(words: str, similar_to: str = "") -> dict[str, Json]:
    others: list[Json] = [question for question in _SIMILAR if question != similar_to]
    return {
        "QuestionType": REPORTS,
        "Answer": f"{words}\n（{DEMONSTRATION}）",
        "SimilarQuestion": others,
    }


def _most_likely(seen: Mapping[str, Json] | None) -> str:
    """Return the likeliest class of a photograph in words, with its share."""
    results = seen.get("Results") if seen is not None else None
    if not isinstance(results, dict):
        return ""
    shares = {name: share for name, share in results.items() if isinstance(share, float)}
    if not shares:
        return ""
    name = max(shares, key=lambda key: shares[key])
    return f"{name}（{100 * shares[name]:.0f} %）"


def _answers_in(state: Json) -> dict[str, str]:
    """Return what was said so far; what is not text in a state is not ours."""
    if not isinstance(state, dict):
        return {}
    kinds = {*_BY_KIND, _IMAGES, REPORTS, "complications", "diseaseHistory"}
    return {kind: said for kind, said in state.items() if kind in kinds and isinstance(said, str)}
