<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>About</name>
    <message>
        <source>About this program</source>
        <translation>关于本程序</translation>
    </message>
    <message>
        <source>Viewer {0}: AI findings on medical and dental images.</source>
        <translation>影像阅片 {0}：医学与口腔影像的 AI 结果查看。</translation>
    </message>
    <message>
        <source>Findings of the built-in service come from a classical reference method: not for diagnosis. The judgement is the reader's.</source>
        <translation>内置服务的结果来自经典参考算法，不用于诊断；判断由阅片者作出。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>Open files…</source>
        <translation>打开文件…</translation>
    </message>
    <message>
        <source>Open folder…</source>
        <translation>打开文件夹…</translation>
    </message>
    <message>
        <source>Library…</source>
        <translation>资料库…</translation>
    </message>
    <message>
        <source>Export study with everything…</source>
        <translation>导出检查（含全部内容）…</translation>
    </message>
    <message>
        <source>Import study…</source>
        <translation>导入检查…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>复制图片</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>设置…</translation>
    </message>
    <message>
        <source>Close all images</source>
        <translation>关闭全部图像</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Fit to window</source>
        <translation>适应窗口</translation>
    </message>
    <message>
        <source>Actual pixels (1:1)</source>
        <translation>原始像素（1:1）</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Invert</source>
        <translation>反色</translation>
    </message>
    <message>
        <source>Rotate right</source>
        <translation>向右旋转</translation>
    </message>
    <message>
        <source>Rotate left</source>
        <translation>向左旋转</translation>
    </message>
    <message>
        <source>Flip left and right</source>
        <translation>左右翻转</translation>
    </message>
    <message>
        <source>Flip top and bottom</source>
        <translation>上下翻转</translation>
    </message>
    <message>
        <source>Reset the view</source>
        <translation>重置视图</translation>
    </message>
    <message>
        <source>Smooth between pixels</source>
        <translation>平滑显示像素</translation>
    </message>
    <message>
        <source>Show text on the image</source>
        <translation>显示图像文字</translation>
    </message>
    <message>
        <source>Graphics of the file</source>
        <translation>文件自带图形</translation>
    </message>
    <message>
        <source>Shutter of the file</source>
        <translation>文件自带遮光框</translation>
    </message>
    <message>
        <source>Play or stop the images</source>
        <translation>播放或停止图像</translation>
    </message>
    <message>
        <source>Hide patient identity</source>
        <translation>隐藏患者身份</translation>
    </message>
    <message>
        <source>Next image</source>
        <translation>下一幅</translation>
    </message>
    <message>
        <source>Previous image</source>
        <translation>上一幅</translation>
    </message>
    <message>
        <source>Ten images on</source>
        <translation>后十幅</translation>
    </message>
    <message>
        <source>Ten images back</source>
        <translation>前十幅</translation>
    </message>
    <message>
        <source>First image</source>
        <translation>第一幅</translation>
    </message>
    <message>
        <source>Last image</source>
        <translation>最后一幅</translation>
    </message>
    <message>
        <source>DICOM header…</source>
        <translation>DICOM 文件头…</translation>
    </message>
    <message>
        <source>Show findings on the image</source>
        <translation>在图像上显示结果</translation>
    </message>
    <message>
        <source>Lock findings on the image</source>
        <translation>锁定图像上的结果</translation>
    </message>
    <message>
        <source>Next finding</source>
        <translation>下一个结果</translation>
    </message>
    <message>
        <source>Previous finding</source>
        <translation>上一个结果</translation>
    </message>
    <message>
        <source>Show history</source>
        <translation>显示历史</translation>
    </message>
    <message>
        <source>Accept finding</source>
        <translation>接受结果</translation>
    </message>
    <message>
        <source>Zoom to finding</source>
        <translation>放大到结果</translation>
    </message>
    <message>
        <source>Hide or show this finding</source>
        <translation>隐藏或显示此结果</translation>
    </message>
    <message>
        <source>Show all that were hidden</source>
        <translation>显示全部已隐藏的结果</translation>
    </message>
    <message>
        <source>Reject finding…</source>
        <translation>排除结果…</translation>
    </message>
    <message>
        <source>Change the reason…</source>
        <translation>更改原因…</translation>
    </message>
    <message>
        <source>Edit place and size</source>
        <translation>修改位置和大小</translation>
    </message>
    <message>
        <source>Comment…</source>
        <translation>备注…</translation>
    </message>
    <message>
        <source>As it was at first</source>
        <translation>恢复最初状态</translation>
    </message>
    <message>
        <source>Remove own finding</source>
        <translation>移除自己添加的结果</translation>
    </message>
    <message>
        <source>Add a mark</source>
        <translation>添加标记</translation>
    </message>
    <message>
        <source>Add a box</source>
        <translation>添加方框</translation>
    </message>
    <message>
        <source>Measure a length</source>
        <translation>测量长度</translation>
    </message>
    <message>
        <source>Accept all that are listed</source>
        <translation>接受列出的所有结果</translation>
    </message>
    <message>
        <source>Reject all that are listed…</source>
        <translation>排除列出的所有结果…</translation>
    </message>
    <message>
        <source>Nothing further</source>
        <translation>无其他发现</translation>
    </message>
    <message>
        <source>Sign the reading…</source>
        <translation>签署阅片…</translation>
    </message>
    <message>
        <source>Open an addendum…</source>
        <translation>打开补充报告…</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Keyboard and mouse</source>
        <translation>键盘与鼠标</translation>
    </message>
    <message>
        <source>Problems when opening…</source>
        <translation>打开时的问题…</translation>
    </message>
    <message>
        <source>My agreement with the AI…</source>
        <translation>我与 AI 的一致性…</translation>
    </message>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>Compare: the reference alone</source>
        <translation>对比：仅参考</translation>
    </message>
    <message>
        <source>Compare side by side</source>
        <translation>并排对比</translation>
    </message>
    <message>
        <source>Compare as a checkerboard</source>
        <translation>棋盘格对比</translation>
    </message>
    <message>
        <source>Compare by blending</source>
        <translation>融合对比</translation>
    </message>
    <message>
        <source>Compare by difference</source>
        <translation>差值对比</translation>
    </message>
    <message>
        <source>Compare with a divider</source>
        <translation>卷帘对比</translation>
    </message>
    <message>
        <source>Compare as before registration</source>
        <translation>按配准前的位置对比</translation>
    </message>
    <message>
        <source>Comparing: less, or divider to the left</source>
        <translation>对比：减小，或分隔线左移</translation>
    </message>
    <message>
        <source>Comparing: more, or divider to the right</source>
        <translation>对比：增大，或分隔线右移</translation>
    </message>
    <message>
        <source>Outline a tooth</source>
        <translation>勾画牙齿轮廓</translation>
    </message>
    <message>
        <source>Tooth number and findings…</source>
        <translation>牙位与结果…</translation>
    </message>
    <message>
        <source>Smooth the outline</source>
        <translation>平滑轮廓</translation>
    </message>
    <message>
        <source>Delete tooth</source>
        <translation>删除牙</translation>
    </message>
    <message>
        <source>Findings in the whole picture…</source>
        <translation>全图结论…</translation>
    </message>
    <message>
        <source>Show to the patient</source>
        <translation>给患者看</translation>
    </message>
    <message>
        <source>Teeth</source>
        <translation>牙</translation>
    </message>
    <message>
        <source>Findings at teeth</source>
        <translation>牙上的结果</translation>
    </message>
    <message>
        <source>Outlines as detected</source>
        <translation>原始轮廓</translation>
    </message>
    <message>
        <source>Colours by finding</source>
        <translation>按结果着色</translation>
    </message>
    <message>
        <source>Add to a database…</source>
        <translation>加入图像库…</translation>
    </message>
    <message>
        <source>Databases of similar cases…</source>
        <translation>相似病例图像库…</translation>
    </message>
    <message>
        <source>Add to a database of similar cases…</source>
        <translation>加入相似病例图像库…</translation>
    </message>
    <message>
        <source>Show similar cases</source>
        <translation>显示相似病例</translation>
    </message>
    <message>
        <source>Search with this view</source>
        <translation>用当前视图检索</translation>
    </message>
    <message>
        <source>Search with a region</source>
        <translation>用区域检索</translation>
    </message>
</context>
<context>
    <name>Agreement</name>
    <message>
        <source>Save as CSV</source>
        <translation>另存为 CSV</translation>
    </message>
    <message>
        <source>Table written to {0}</source>
        <translation>表格已写入 {0}</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>阅片者</translation>
    </message>
    <message>
        <source>Analysis</source>
        <translation>分析</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>时段</translation>
    </message>
    <message>
        <source>Readings</source>
        <translation>阅片数</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>双方</translation>
    </message>
    <message>
        <source>AI only</source>
        <translation>仅 AI</translation>
    </message>
    <message>
        <source>… accepted</source>
        <translation>…已接受</translation>
    </message>
    <message>
        <source>… rejected</source>
        <translation>…已拒绝</translation>
    </message>
    <message>
        <source>… undecided</source>
        <translation>…未判断</translation>
    </message>
    <message>
        <source>Me only</source>
        <translation>仅我</translation>
    </message>
    <message>
        <source>Findings that you marked before you saw the AI's, compared by place. The columns with … say what was later made of those that only the AI had. Agreement is not correctness: both may be wrong.</source>
        <translation>您在看到 AI 之前标记的结果，按位置比较。带“…”的列说明仅 AI 有的结果后来如何判断。一致不等于正确：双方都可能有误。</translation>
    </message>
    <message>
        <source>All time</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>My agreement with the AI</source>
        <translation>我与 AI 的一致性</translation>
    </message>
    <message>
        <source>There is nothing to compare yet. Switch on in the settings that you read before seeing the AI, and close a reading.</source>
        <translation>还没有可比较的内容。请在设置中打开“先阅片再看 AI”，并结束一次阅片。</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>另存为 CSV…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Agreement</source>
        <translation>一致性</translation>
    </message>
</context>
<context>
    <name>Analyses</name>
    <message>
        <source>Steiner</source>
        <translation>Steiner 分析法</translation>
    </message>
    <message>
        <source>Downs</source>
        <translation>Downs 分析法</translation>
    </message>
    <message>
        <source>Tweed–Merrifield</source>
        <translation>Tweed–Merrifield 分析法</translation>
    </message>
    <message>
        <source>Ricketts</source>
        <translation>Ricketts 分析法</translation>
    </message>
    <message>
        <source>McNamara</source>
        <translation>McNamara 分析法</translation>
    </message>
    <message>
        <source>Jarabak and Björk</source>
        <translation>Jarabak/Björk 分析法</translation>
    </message>
    <message>
        <source>Wits</source>
        <translation>Wits 分析法</translation>
    </message>
    <message>
        <source>Holdaway</source>
        <translation>Holdaway 软组织分析法</translation>
    </message>
    <message>
        <source>Burstone soft tissue</source>
        <translation>Burstone 软组织分析法</translation>
    </message>
    <message>
        <source>Peking University</source>
        <translation>北京大学分析法</translation>
    </message>
    <message>
        <source>West China</source>
        <translation>华西分析法</translation>
    </message>
    <message>
        <source>Shanghai Ninth</source>
        <translation>上海九院分析法</translation>
    </message>
    <message>
        <source>Wylie</source>
        <translation>Wylie 分析法</translation>
    </message>
    <message>
        <source>E line</source>
        <translation>审美平面（E 线）</translation>
    </message>
    <message>
        <source>Kim (ODI and APDI)</source>
        <translation>Kim 分析法（ODI、APDI）</translation>
    </message>
</context>
<context>
    <name>Analysing</name>
    <message>
        <source>Unfinished analyses going on: {0}</source>
        <translation>正在继续 {0} 项未完成的分析</translation>
    </message>
    <message>
        <source>The service answered the question.</source>
        <translation>服务已应答该问题。</translation>
    </message>
    <message>
        <source>The question was not answered.</source>
        <translation>该问题未得到应答。</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>{0}: the result is there</source>
        <translation>{0}：结果已返回</translation>
    </message>
    <message>
        <source>Show result</source>
        <translation>查看结果</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>显示该结果</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>重新分析</translation>
    </message>
    <message>
        <source>Another window or script runs this analysis: cancel it there.</source>
        <translation>另一个窗口或脚本正在进行该分析：请在那里取消。</translation>
    </message>
    <message>
        <source>Send again?</source>
        <translation>再次发送？</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>再次发送</translation>
    </message>
</context>
<context>
    <name>Annotating</name>
    <message>
        <source>The service lists nothing that is said of a whole film.</source>
        <translation>服务没有针对整张片子的结论。</translation>
    </message>
    <message>
        <source>There is no outline to smooth.</source>
        <translation>没有可平滑的轮廓。</translation>
    </message>
    <message>
        <source>Outline of {0} smoothed</source>
        <translation>已平滑 {0} 的轮廓</translation>
    </message>
    <message>
        <source>Tooth {0} removed</source>
        <translation>已删除牙 {0}</translation>
    </message>
    <message>
        <source>Tooth {0} rejected</source>
        <translation>已排除牙 {0}</translation>
    </message>
    <message>
        <source>Tooth {0} is kept</source>
        <translation>已保存牙 {0}</translation>
    </message>
    <message>
        <source>What is said of the whole picture is kept</source>
        <translation>已保存全图结论</translation>
    </message>
</context>
<context>
    <name>Blind</name>
    <message>
        <source>{0}: the answer is there</source>
        <translation>{0}：结果已到</translation>
    </message>
    <message>
        <source>It stays hidden until you have closed your own reading.</source>
        <translation>在您结束自己的阅片之前，结果保持隐藏。</translation>
    </message>
    <message>
        <source>Your own reading is closed</source>
        <translation>您自己的阅片已结束</translation>
    </message>
    <message>
        <source>You have seen an answer already</source>
        <translation>您已经看过 AI 的结果</translation>
    </message>
    <message>
        <source>Show the AI's findings</source>
        <translation>显示 AI 的结果</translation>
    </message>
    <message>
        <source>Read first, then see the AI</source>
        <translation>先阅片，再看 AI</translation>
    </message>
    <message>
        <source>You have marked nothing. Mark what you see with M, or say that it is nothing.</source>
        <translation>您还没有标记。按 M 标记所见，或确认未见异常。</translation>
    </message>
    <message>
        <source>You have marked 1 finding.</source>
        <translation>您已标记 1 个结果。</translation>
    </message>
    <message>
        <source>You have marked {0} findings.</source>
        <translation>您已标记 {0} 个结果。</translation>
    </message>
    <message>
        <source>What counts as seen by you is settled when you close; later marks do not count.</source>
        <translation>结束时即确定您所见的内容；之后的标记不计入。</translation>
    </message>
    <message>
        <source>Show the AI without my own reading</source>
        <translation>不做自己的阅片，直接显示 AI</translation>
    </message>
    <message>
        <source>Nothing: close and show the AI</source>
        <translation>未见异常：结束并显示 AI</translation>
    </message>
    <message>
        <source>Close my reading and show the AI</source>
        <translation>结束我的阅片并显示 AI</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}：{1}</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>双方</translation>
    </message>
    <message>
        <source>AI only</source>
        <translation>仅 AI</translation>
    </message>
    <message>
        <source>Me only</source>
        <translation>仅我</translation>
    </message>
    <message>
        <source>Agreement is not correctness.</source>
        <translation>一致不等于正确。</translation>
    </message>
    <message>
        <source>Only your own findings are written: the AI's are not shown until you close your reading.</source>
        <translation>只写出您自己的结果：在您结束阅片之前不显示 AI 的结果。</translation>
    </message>
    <message>
        <source>My findings first, then the AI's</source>
        <translation>先标记我自己的结果，再看 AI</translation>
    </message>
</context>
<context>
    <name>Calibration</name>
    <message>
        <source>Not calibrated: angles and ratios only. Draw a line of known length for lengths.</source>
        <translation>未标定：只有角度和比例。如需长度，请画一条已知长度的线。</translation>
    </message>
    <message>
        <source>1 px = {0} mm, by a line of known length; right in the ruler’s plane</source>
        <translation>1 像素 = {0} mm，依据已知长度的线；在标尺所在平面内准确</translation>
    </message>
    <message>
        <source>1 px = {0} mm, from the file. {1}</source>
        <translation>1 像素 = {0} mm，依据文件。{1}</translation>
    </message>
    <message>
        <source>1 px = {0} mm, from the file. {1}. Magnification not taken off: lengths are too long by as much as the head is enlarged</source>
        <translation>1 像素 = {0} mm，依据文件。{1}。未扣除放大率：长度偏大，偏大的程度与头部影像的放大相同</translation>
    </message>
    <message>
        <source>Give the length of the line in millimetres, more than 0.</source>
        <translation>请给出该线的长度（毫米），须大于 0。</translation>
    </message>
    <message>
        <source>A line shorter than {0} mm is too short to calibrate by.</source>
        <translation>短于 {0} mm 的线太短，不能用于标定。</translation>
    </message>
    <message>
        <source>Nothing on a cephalogram is longer than {0} mm. Give the length in millimetres.</source>
        <translation>头影侧位片上没有超过 {0} mm 的长度。请以毫米给出长度。</translation>
    </message>
    <message>
        <source>The line is shorter than {0} pixels. Draw it between farther marks.</source>
        <translation>该线短于 {0} 像素。请在相距更远的刻度之间画线。</translation>
    </message>
    <message>
        <source>With this length a pixel would have a size that no X-ray has. Check both ends and the length.</source>
        <translation>按此长度，像素大小将是任何 X 线片都不会有的。请检查线的两端和长度。</translation>
    </message>
</context>
<context>
    <name>CephExport</name>
    <message>
        <source>Cephalometric tracing</source>
        <translation>头影测量描记</translation>
    </message>
    <message>
        <source>Landmarks</source>
        <translation>标志点</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>Analysis</source>
        <translation>分析法</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>测量内容</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>测量值</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>± (1 SD)</source>
        <translation>±（1 SD）</translation>
    </message>
    <message>
        <source>Norm ± SD</source>
        <translation>正常值 ± SD</translation>
    </message>
    <message>
        <source>Deviation (SD)</source>
        <translation>偏差（SD）</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>含义</translation>
    </message>
    <message>
        <source>Source of the norm</source>
        <translation>正常值来源</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Forward of N ({0})</source>
        <translation>N 点之前（{0}）</translation>
    </message>
    <message>
        <source>Below N ({0})</source>
        <translation>N 点之下（{0}）</translation>
    </message>
    <message>
        <source>This film</source>
        <translation>本片</translation>
    </message>
    <message>
        <source>Other film</source>
        <translation>另一张片</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差值</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>比例</translation>
    </message>
    <message>
        <source>Age (years)</source>
        <translation>年龄（岁）</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>性别</translation>
    </message>
    <message>
        <source>Not for diagnosis. AI findings are suggestions; a physician decides.</source>
        <translation>不用于诊断。AI 结果仅供参考，由医师判断。</translation>
    </message>
</context>
<context>
    <name>Cephalometry</name>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>No other analysed film of this patient is known. Open one and analyse it, or place its landmarks.</source>
        <translation>没有该患者其他已分析的片子。请打开一张并分析，或手动放置标志点。</translation>
    </message>
    <message>
        <source>The other film is of another patient.</source>
        <translation>另一张片子属于另一位患者。</translation>
    </message>
    <message>
        <source>The files do not say whether both films are of one patient.</source>
        <translation>文件未说明两张片子是否属于同一患者。</translation>
    </message>
    <message>
        <source>forward {0}</source>
        <translation>向前 {0}</translation>
    </message>
    <message>
        <source>down {0}</source>
        <translation>向下 {0}</translation>
    </message>
    <message>
        <source>{0} moved</source>
        <translation>{0} 已移动</translation>
    </message>
    <message>
        <source>{0} placed by hand</source>
        <translation>{0} 已手动放置</translation>
    </message>
    <message>
        <source>Landmarks as detected: {0}</source>
        <translation>已恢复为检测位置的标志点：{0}</translation>
    </message>
    <message>
        <source>Calibrated by a line of {0} mm</source>
        <translation>已用 {0} mm 的线段标定</translation>
    </message>
    <message>
        <source>Click where {0} is. The circle only shows where it usually lies. Esc: leave it.</source>
        <translation>请点击 {0} 的位置。圆圈只表示它通常所在的区域。Esc：放弃。</translation>
    </message>
    <message>
        <source>Click two marks of the ruler, as far apart as you can. Esc: leave it.</source>
        <translation>请点击标尺上的两个刻度，尽量相距远一些。Esc：放弃。</translation>
    </message>
    <message>
        <source>First measure a length on the film (D) whose true size you know, and select it.</source>
        <translation>请先在片上测量一段已知实际长度的线段（D），并选中它。</translation>
    </message>
    <message>
        <source>The own calibration is removed</source>
        <translation>自己的标定已移除</translation>
    </message>
    <message>
        <source>{0} of {1}: {2} moved, {3} placed by hand, {4} missing</source>
        <translation>{0}/{1}：移动 {2}，手动放置 {3}，缺失 {4}</translation>
    </message>
    <message>
        <source>check: may change {0}</source>
        <translation>请核对：可能改变 {0}</translation>
    </message>
    <message>
        <source>How long is this line?</source>
        <translation>这条线有多长？</translation>
    </message>
    <message>
        <source>The true distance between the two marks, as the ruler has it, in millimetres. All lengths on the film go by it.</source>
        <translation>两个刻度之间的实际距离，以标尺为准，单位毫米。片上所有长度均以此为准。</translation>
    </message>
    <message>
        <source>Length in millimetres</source>
        <translation>长度（毫米）</translation>
    </message>
    <message>
        <source>as 45</source>
        <translation>如 45</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Calibrate</source>
        <translation>标定</translation>
    </message>
    <message>
        <source>Own set of measures</source>
        <translation>自定义测量组</translation>
    </message>
    <message>
        <source>Name of the set</source>
        <translation>组的名称</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Measures</source>
        <translation>测量项目</translation>
    </message>
    <message>
        <source>Keep as a new set</source>
        <translation>另存为新的组</translation>
    </message>
    <message>
        <source>Remove the set</source>
        <translation>删除该组</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>{0} measures chosen</source>
        <translation>已选 {0} 项</translation>
    </message>
    <message>
        <source>Analysis</source>
        <translation>分析法</translation>
    </message>
    <message>
        <source>Norms</source>
        <translation>正常值</translation>
    </message>
    <message>
        <source>Beside</source>
        <translation>并列</translation>
    </message>
    <message>
        <source>Own sets…</source>
        <translation>自定义组…</translation>
    </message>
    <message>
        <source>What is drawn on the film</source>
        <translation>片上显示的内容</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>性别</translation>
    </message>
    <message>
        <source>nothing beside</source>
        <translation>不并列</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source> years</source>
        <translation> 岁</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>年龄</translation>
    </message>
    <message>
        <source>sex not known</source>
        <translation>性别未知</translation>
    </message>
    <message>
        <source>female</source>
        <translation>女</translation>
    </message>
    <message>
        <source>male</source>
        <translation>男</translation>
    </message>
    <message>
        <source>By a ruler on the film: two clicks…</source>
        <translation>用片上的标尺：点击两处…</translation>
    </message>
    <message>
        <source>By the selected length, which is known…</source>
        <translation>用选中的已知长度…</translation>
    </message>
    <message>
        <source>Remove the own calibration</source>
        <translation>移除自己的标定</translation>
    </message>
    <message>
        <source>Landmarks</source>
        <translation>标志点</translation>
    </message>
    <message>
        <source>Those to check first on top</source>
        <translation>先核对的排在最前</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>放置</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Restore all</source>
        <translation>全部恢复</translation>
    </message>
    <message>
        <source>Other film</source>
        <translation>另一张片</translation>
    </message>
    <message>
        <source>Laid over by</source>
        <translation>重叠方式</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>This film</source>
        <translation>本片</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差值</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Measurements</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>测量值</translation>
    </message>
    <message>
        <source>Norm ± SD</source>
        <translation>正常值 ± SD</translation>
    </message>
    <message>
        <source>SD</source>
        <translation>SD</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页</translation>
    </message>
    <message>
        <source>Export the analysis…</source>
        <translation>导出分析…</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Wigglegram</source>
        <translation>偏差图</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>重叠</translation>
    </message>
    <message>
        <source>Not calibrated: angles and ratios only</source>
        <translation>未标定：只有角度和比值</translation>
    </message>
    <message>
        <source>mm from: a line of known length</source>
        <translation>mm 来自：已知长度的线段</translation>
    </message>
    <message>
        <source>mm from: the file</source>
        <translation>mm 来自：文件</translation>
    </message>
    <message>
        <source>detected</source>
        <translation>检测</translation>
    </message>
    <message>
        <source>moved by hand</source>
        <translation>手动移动</translation>
    </message>
    <message>
        <source>placed by hand</source>
        <translation>手动放置</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>缺失</translation>
    </message>
</context>
<context>
    <name>Cine</name>
    <message>
        <source>Stop  (C)</source>
        <translation>停止  (C)</translation>
    </message>
    <message>
        <source>Play  (C)</source>
        <translation>播放  (C)</translation>
    </message>
    <message>
        <source>fps</source>
        <translation>fps</translation>
    </message>
    <message>
        <source>Frames per second: {0}</source>
        <translation>每秒帧数：{0}</translation>
    </message>
    <message>
        <source>As in the file: {0} fps</source>
        <translation>按文件：{0} 帧/秒</translation>
    </message>
    <message>
        <source>{0} fps</source>
        <translation>{0} 帧/秒</translation>
    </message>
</context>
<context>
    <name>Compare</name>
    <message>
        <source>Registered</source>
        <translation>已配准</translation>
    </message>
    <message>
        <source>the NIfTI is shown</source>
        <translation>现显示 NIfTI</translation>
    </message>
    <message>
        <source>Interpolated</source>
        <translation>经插值</translation>
    </message>
    <message>
        <source>Reaches over {0} % of the reference</source>
        <translation>覆盖参考的 {0} %</translation>
    </message>
    <message>
        <source>Reading the series to compare with…</source>
        <translation>正在读取用于对比的序列…</translation>
    </message>
    <message>
        <source>Size of a square</source>
        <translation>方格大小</translation>
    </message>
    <message>
        <source>Share of the second series</source>
        <translation>第二序列所占比例</translation>
    </message>
    <message>
        <source>Range of the colours</source>
        <translation>颜色范围</translation>
    </message>
    <message>
        <source>Place of the divider</source>
        <translation>分隔线位置</translation>
    </message>
    <message>
        <source>{0} px</source>
        <translation>{0} 像素</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Later one, registered {0}</source>
        <translation>较晚检查，已配准 {0}</translation>
    </message>
    <message>
        <source>Later one, not registered {0}</source>
        <translation>较晚检查，未配准 {0}</translation>
    </message>
    <message>
        <source>Prior, registered {0}</source>
        <translation>既往检查，已配准 {0}</translation>
    </message>
    <message>
        <source>Prior, not registered {0}</source>
        <translation>既往检查，未配准 {0}</translation>
    </message>
    <message>
        <source>Reference {0}</source>
        <translation>参考 {0}</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>参考</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>并排</translation>
    </message>
    <message>
        <source>Checkerboard</source>
        <translation>棋盘格</translation>
    </message>
    <message>
        <source>Blend</source>
        <translation>融合</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差值</translation>
    </message>
    <message>
        <source>Swipe</source>
        <translation>卷帘</translation>
    </message>
    <message>
        <source>Blend, {0} % of the second</source>
        <translation>融合，后者占 {0} %</translation>
    </message>
    <message>
        <source>Difference, up to ±{0}</source>
        <translation>差值，至 ±{0}</translation>
    </message>
    <message>
        <source>upper left square: {0}</source>
        <translation>左上格：{0}</translation>
    </message>
    <message>
        <source>beside it: {0}</source>
        <translation>其旁：{0}</translation>
    </message>
    <message>
        <source>left: {0}</source>
        <translation>左：{0}</translation>
    </message>
    <message>
        <source>right: {0}</source>
        <translation>右：{0}</translation>
    </message>
    <message>
        <source>above: {0}</source>
        <translation>上：{0}</translation>
    </message>
    <message>
        <source>below: {0}</source>
        <translation>下：{0}</translation>
    </message>
    <message>
        <source>The other series is being read…</source>
        <translation>正在读取另一序列…</translation>
    </message>
    <message>
        <source>Coloured images cannot be compared here.</source>
        <translation>彩色图像不能在此对比。</translation>
    </message>
    <message>
        <source>Where the other series lies in the patient is not known.</source>
        <translation>不知道另一序列在患者体内的位置。</translation>
    </message>
    <message>
        <source>Save the file and look at it by itself.</source>
        <translation>请保存该文件并单独查看。</translation>
    </message>
    <message>
        <source>The other series has no place in common with this one.</source>
        <translation>另一序列与本序列没有重叠的部位。</translation>
    </message>
    <message>
        <source>Check that the right pair was registered.</source>
        <translation>请检查配准的是否为正确的一对序列。</translation>
    </message>
    <message>
        <source>The registered series is not in the library.</source>
        <translation>资料库中没有配准后的序列。</translation>
    </message>
    <message>
        <source>Its links live five minutes; run the registration again.</source>
        <translation>其链接只有五分钟有效；请重新运行配准。</translation>
    </message>
    <message>
        <source>The registered series cannot be read.</source>
        <translation>无法读取配准后的序列。</translation>
    </message>
    <message>
        <source>Save its files to have them looked at; run the registration again.</source>
        <translation>可保存其文件以供查看；请重新运行配准。</translation>
    </message>
    <message>
        <source>The registered series bears another patient's ID than was sent.</source>
        <translation>配准后的序列带有与所发送者不同的患者编号。</translation>
    </message>
    <message>
        <source>It is not shown. Save the file and ask the service about it.</source>
        <translation>不予显示。请保存该文件并向服务方询问。</translation>
    </message>
    <message>
        <source>The series before registration is not where it was.</source>
        <translation>配准前的序列已不在原处。</translation>
    </message>
    <message>
        <source>Open it, then try again.</source>
        <translation>请打开它，然后重试。</translation>
    </message>
</context>
<context>
    <name>Consultation</name>
    <message>
        <source>New consultation</source>
        <translation>新的问诊</translation>
    </message>
    <message>
        <source>Open a study first.</source>
        <translation>请先打开一个检查。</translation>
    </message>
    <message>
        <source>Image {0}</source>
        <translation>图像 {0}</translation>
    </message>
    <message>
        <source>Consultations of this study</source>
        <translation>本检查的问诊</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>Ask the service about this study: begin with the complaint or with images. The answers are general information, not a diagnosis.</source>
        <translation>就本检查向服务提问：从主诉或图像开始。应答为一般性科普信息，不是诊断。</translation>
    </message>
    <message>
        <source>Begin a new consultation</source>
        <translation>开始新的问诊</translation>
    </message>
    <message>
        <source>Questions and answers</source>
        <translation>问答</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>{0} – press Delete to leave it out</source>
        <translation>{0}——按 Delete 键移除</translation>
    </message>
    <message>
        <source>Kind of turn</source>
        <translation>问题类型</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Complaint, answer or question. No names.</source>
        <translation>主诉、应答或问题。请勿填写姓名。</translation>
    </message>
    <message>
        <source>Attach image</source>
        <translation>附加图像</translation>
    </message>
    <message>
        <source>Attached images</source>
        <translation>已附加的图像</translation>
    </message>
    <message>
        <source>Attach the image that is shown, without its text</source>
        <translation>附加当前显示的图像（不含其上的文字）</translation>
    </message>
    <message>
        <source>Similar questions</source>
        <translation>相似问题</translation>
    </message>
    <message>
        <source>Chief complaint</source>
        <translation>主诉</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>年龄</translation>
    </message>
    <message>
        <source>Body part</source>
        <translation>部位</translation>
    </message>
    <message>
        <source>Symptoms</source>
        <translation>症状</translation>
    </message>
    <message>
        <source>Complications</source>
        <translation>并发症</translation>
    </message>
    <message>
        <source>Course</source>
        <translation>病程</translation>
    </message>
    <message>
        <source>History</source>
        <translation>疾病史</translation>
    </message>
    <message>
        <source>Medication</source>
        <translation>用药史</translation>
    </message>
    <message>
        <source>Allergies</source>
        <translation>过敏史</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>{0} · {1}</source>
        <translation>{0} · {1}</translation>
    </message>
    <message>
        <source>The service keeps this session until {0}.</source>
        <translation>服务将此会话保留至 {0}。</translation>
    </message>
    <message>
        <source>This session ended on {0}: the service keeps one for 24 hours. What was said stays here; a new consultation begins without it.</source>
        <translation>此会话已于 {0} 结束：服务只保留会话 24 小时。已有内容保留在此；新的问诊将从头开始。</translation>
    </message>
    <message>
        <source>attached: {0}</source>
        <translation>附图：{0}</translation>
    </message>
    <message>
        <source>billed calls: {0}</source>
        <translation>计费次数：{0}</translation>
    </message>
    <message>
        <source>Goes to the local service: nothing leaves this computer.</source>
        <translation>发送至本地服务：数据不会离开本机。</translation>
    </message>
    <message>
        <source>Goes to {0}, as it is written: leave out names and dates of birth.</source>
        <translation>将原文发送至 {0}：请勿写入姓名和出生日期。</translation>
    </message>
    <message>
        <source>The text holds the patient's name or number. It is sent as written.</source>
        <translation>文字中含有患者的姓名或编号。文字将原样发送。</translation>
    </message>
    <message>
        <source>Send it all the same</source>
        <translation>仍然发送</translation>
    </message>
    <message>
        <source>Ask this in a new session</source>
        <translation>在新会话中提问</translation>
    </message>
    <message>
        <source>Waiting …</source>
        <translation>等待中…</translation>
    </message>
    <message>
        <source>The service answers …</source>
        <translation>服务正在应答…</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>重新发送</translation>
    </message>
</context>
<context>
    <name>Crash</name>
    <message>
        <source>Something went wrong in the program</source>
        <translation>程序出现错误</translation>
    </message>
    <message>
        <source>Your decisions are kept. This report holds no patient data and no keys; read it before you pass it on.</source>
        <translation>您的判断已保存。本报告不含患者数据和密钥；转交之前请先阅读。</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>复制报告</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>DemoSimilar</name>
    <message>
        <source>Chest CT</source>
        <translation>胸部 CT</translation>
    </message>
    <message>
        <source>Chest CT, earlier</source>
        <translation>胸部 CT（较早）</translation>
    </message>
    <message>
        <source>Pelvis, femoral neck fracture</source>
        <translation>骨盆，股骨颈骨折</translation>
    </message>
    <message>
        <source>Knees</source>
        <translation>双膝</translation>
    </message>
    <message>
        <source>Lumbar spine</source>
        <translation>腰椎</translation>
    </message>
    <message>
        <source>Rash, varicella</source>
        <translation>皮疹，水痘</translation>
    </message>
    <message>
        <source>Teeth, caries</source>
        <translation>牙列，龋病</translation>
    </message>
    <message>
        <source>Panoramic radiograph</source>
        <translation>全景片</translation>
    </message>
    <message>
        <source>Lateral cephalogram</source>
        <translation>头影测量片</translation>
    </message>
</context>
<context>
    <name>Dental</name>
    <message>
        <source>What is drawn</source>
        <translation>绘制的内容</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Colours, numbers, least confidence</source>
        <translation>颜色、编号、最低置信度</translation>
    </message>
    <message>
        <source>Hide this finding  (Shift+H)</source>
        <translation>隐藏此结果  (Shift+H)</translation>
    </message>
    <message>
        <source>Tooth</source>
        <translation>牙</translation>
    </message>
    <message>
        <source>Finding at a tooth</source>
        <translation>牙上的结果</translation>
    </message>
    <message>
        <source>Finding in the whole picture</source>
        <translation>整张图像的结果</translation>
    </message>
    <message>
        <source>Landmark</source>
        <translation>标志点</translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation>标定</translation>
    </message>
    <message>
        <source>Whole picture</source>
        <translation>整张图像</translation>
    </message>
    <message>
        <source>tooth without a number</source>
        <translation>没有编号的牙</translation>
    </message>
    <message>
        <source>number of no tooth</source>
        <translation>不是牙位号</translation>
    </message>
    <message>
        <source>Healthy: {0}</source>
        <translation>健康：{0}</translation>
    </message>
    <message>
        <source>{0} teeth, {1} with findings</source>
        <translation>{0} 颗牙，{1} 颗有结果</translation>
    </message>
    <message>
        <source>{0} of {1} landmarks</source>
        <translation>{0} / {1} 个标志点</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>缺少</translation>
    </message>
    <message>
        <source>{0} of the whole picture</source>
        <translation>整张图像 {0} 项</translation>
    </message>
    <message>
        <source>Findings at teeth</source>
        <translation>牙上的结果</translation>
    </message>
</context>
<context>
    <name>DentalErrors</name>
    <message>
        <source>The dental service does not accept the token: {0}</source>
        <translation>牙科服务不接受该访问令牌：{0}</translation>
    </message>
    <message>
        <source>Enter the token that its provider gave you in the settings, then retry.</source>
        <translation>请在设置中输入服务提供方分配的令牌，然后重试。</translation>
    </message>
    <message>
        <source>The picture is larger than the dental service takes ({0}).</source>
        <translation>图片超过牙科服务允许的大小（{0}）。</translation>
    </message>
    <message>
        <source>It says: {0}</source>
        <translation>服务说明：{0}</translation>
    </message>
    <message>
        <source>The dental service refused ({0}).</source>
        <translation>牙科服务拒绝了请求（{0}）。</translation>
    </message>
    <message>
        <source>Mend what the service names, then retry; nothing else was changed.</source>
        <translation>请按服务的说明更正后重试；其他内容均未改变。</translation>
    </message>
    <message>
        <source>The address of the dental service leads elsewhere ({0}); not followed.</source>
        <translation>牙科服务的地址转向别处（{0}），未跟随。</translation>
    </message>
    <message>
        <source>Enter in the settings the address that its provider names.</source>
        <translation>请在设置中填写服务提供方给出的地址。</translation>
    </message>
    <message>
        <source>There is no dental detection at this address ({0}).</source>
        <translation>该地址没有牙科检测服务（{0}）。</translation>
    </message>
    <message>
        <source>Check the address in the settings: it ends before /api/v1.</source>
        <translation>请检查设置中的地址：应止于 /api/v1 之前。</translation>
    </message>
    <message>
        <source>The dental service says that no picture arrived.</source>
        <translation>牙科服务称未收到图片。</translation>
    </message>
    <message>
        <source>Retry; if it happens again, ask who runs the network what cuts uploads short.</source>
        <translation>请重试；若再次发生，请向网络管理员询问上传为何中断。</translation>
    </message>
    <message>
        <source>The dental service says that the kind of picture was not named.</source>
        <translation>牙科服务称未指明影像类型。</translation>
    </message>
    <message>
        <source>It was sent: check in the settings that the address is that of the service.</source>
        <translation>该字段已发送：请在设置中检查地址是否为该服务的地址。</translation>
    </message>
    <message>
        <source>The dental service does not take this kind of picture.</source>
        <translation>牙科服务不接受这种影像类型。</translation>
    </message>
    <message>
        <source>Ask its provider which kinds the address in the settings is for.</source>
        <translation>请向服务提供方询问设置中的地址支持哪些类型。</translation>
    </message>
    <message>
        <source>The picture is larger than the dental service takes.</source>
        <translation>图片超过牙科服务允许的大小。</translation>
    </message>
    <message>
        <source>Crop the picture or save it with fewer pixels, then retry; or ask the provider for a higher limit.</source>
        <translation>请裁剪图片或以较低像素另存后重试；或请服务提供方提高上限。</translation>
    </message>
    <message>
        <source>The dental service does not take this format of picture.</source>
        <translation>牙科服务不接受这种图片格式。</translation>
    </message>
    <message>
        <source>A PNG was sent, which its description allows: tell its provider.</source>
        <translation>发送的是 PNG，其说明文档允许该格式：请告知服务提供方。</translation>
    </message>
    <message>
        <source>The dental service could not read the picture.</source>
        <translation>牙科服务无法读取该图片。</translation>
    </message>
    <message>
        <source>Look whether it is shown in full here; take it anew if it is not.</source>
        <translation>请查看图片在此处是否完整显示；如不完整，请重新拍摄。</translation>
    </message>
    <message>
        <source>The dental service does not offer this number of landmarks.</source>
        <translation>牙科服务不支持该标志点数量。</translation>
    </message>
    <message>
        <source>Its description offers 46: ask its provider what it offers now.</source>
        <translation>其说明文档支持 46 个：请向服务提供方询问目前支持的数量。</translation>
    </message>
    <message>
        <source>The dental service lacks something that it needs for this detection.</source>
        <translation>牙科服务缺少完成本次检测所需的资源。</translation>
    </message>
    <message>
        <source>Nothing is wrong with the picture: tell the service's provider.</source>
        <translation>图片没有问题：请告知服务提供方。</translation>
    </message>
    <message>
        <source>The detection failed at the dental service.</source>
        <translation>牙科服务的检测过程出错。</translation>
    </message>
    <message>
        <source>Retry later; if it fails again, tell the service's provider.</source>
        <translation>请稍后重试；若再次失败，请告知服务提供方。</translation>
    </message>
    <message>
        <source>The answer counts its places in another way ({0}): nothing is drawn.</source>
        <translation>应答使用了另一种坐标约定（{0}）：未绘制任何内容。</translation>
    </message>
    <message>
        <source>The answer is kept as it came (Details). Tell the service's provider.</source>
        <translation>应答已原样保存（详情）。请告知服务提供方。</translation>
    </message>
    <message>
        <source>The answer is about a picture of {0} px; the one sent has {1} px: nothing is drawn.</source>
        <translation>应答针对的图片为 {0} px，而发送的图片为 {1} px：未绘制任何内容。</translation>
    </message>
    <message>
        <source>Check that the answer belongs to this picture; it is kept as it came.</source>
        <translation>请检查该应答是否属于这张图片；应答已原样保存。</translation>
    </message>
    <message>
        <source>The answer is about another kind of picture: {0} in place of {1}.</source>
        <translation>应答针对另一种影像类型：{0}，而非 {1}。</translation>
    </message>
    <message>
        <source>Run the analysis that is meant for this picture.</source>
        <translation>请运行适用于该图片的分析。</translation>
    </message>
    <message>
        <source>The connection to {0} broke off before the whole picture was there.</source>
        <translation>图片尚未全部送达 {0}，连接即中断。</translation>
    </message>
    <message>
        <source>Nothing was analysed. Check the network, then retry; if it breaks off again, the picture may be larger than is taken there: crop it or save it with fewer pixels.</source>
        <translation>未进行任何分析。请检查网络后重试；若再次中断，图片可能超过对方的大小上限：请裁剪，或以较少像素另存。</translation>
    </message>
</context>
<context>
    <name>DentalLook</name>
    <message>
        <source>Clinic: red, blue, green</source>
        <translation>门诊：红、蓝、绿</translation>
    </message>
    <message>
        <source>Vivid: a hue for each kind</source>
        <translation>鲜明：每类一色</translation>
    </message>
    <message>
        <source>Without red and green</source>
        <translation>不用红绿</translation>
    </message>
    <message>
        <source>By status</source>
        <translation>按状态</translation>
    </message>
    <message>
        <source>By finding</source>
        <translation>按结果</translation>
    </message>
    <message>
        <source>Outlines only</source>
        <translation>仅轮廓</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色含义</translation>
    </message>
    <message>
        <source>Palette</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>Own colours</source>
        <translation>自定颜色</translation>
    </message>
    <message>
        <source>Colours of the palette again</source>
        <translation>恢复配色的颜色</translation>
    </message>
    <message>
        <source>Numbers of teeth</source>
        <translation>牙位编号</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>填充</translation>
    </message>
    <message>
        <source>Least confidence</source>
        <translation>最低置信度</translation>
    </message>
    <message>
        <source>Dental picture</source>
        <translation>牙科图像</translation>
    </message>
    <message>
        <source>Colour of {0}</source>
        <translation>“{0}”的颜色</translation>
    </message>
    <message>
        <source>{0} hidden by hand</source>
        <translation>手动隐藏 {0} 项</translation>
    </message>
</context>
<context>
    <name>DentalProbe</name>
    <message>
        <source>The service is there: {0} ms, {1}</source>
        <translation>服务可用：{0} 毫秒，{1}</translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Position (LPS)</source>
        <translation>患者坐标（LPS）</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>置信度</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>判断</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Finding {0}</source>
        <translation>结果 {0}</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Place, size or kind</source>
        <translation>位置、大小或类型</translation>
    </message>
    <message>
        <source>Edited by the reader</source>
        <translation>已由阅片者修改</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Added by the reader</source>
        <translation>由阅片者添加</translation>
    </message>
    <message>
        <source>As the service said it</source>
        <translation>服务原文</translation>
    </message>
    <message>
        <source>Analysis</source>
        <translation>分析</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>费用</translation>
    </message>
    <message>
        <source>Images searched</source>
        <translation>检索图像数</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>比例</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Answer as received</source>
        <translation>原始应答</translation>
    </message>
    <message>
        <source>History of the reading</source>
        <translation>阅片历史</translation>
    </message>
    <message>
        <source>Seen by</source>
        <translation>发现者</translation>
    </message>
    <message>
        <source>Beside your own reading</source>
        <translation>与您自己的阅片对照</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Search the fields</source>
        <translation>搜索字段</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
</context>
<context>
    <name>Dock</name>
    <message>
        <source>Hide this panel</source>
        <translation>隐藏此面板</translation>
    </message>
</context>
<context>
    <name>Documents</name>
    <message>
        <source>This document could not be read: {0}</source>
        <translation>无法读取此文档：{0}</translation>
    </message>
    <message>
        <source>Images marked</source>
        <translation>已标记图像</translation>
    </message>
    <message>
        <source>The enclosed file is not drawn here: a PDF can be saved and opened with another program.</source>
        <translation>此处不显示内含文件：PDF 可保存后用其他程序打开。</translation>
    </message>
    <message>
        <source>There is no picture of such objects here. This is what they refer to; all that the file says is in its header (Ctrl+I).</source>
        <translation>此类对象在这里没有图像。以下是其引用的内容；文件的全部信息见文件头（Ctrl+I）。</translation>
    </message>
    <message>
        <source>Save PDF…</source>
        <translation>保存 PDF…</translation>
    </message>
    <message>
        <source>{0} more documents</source>
        <translation>另有 {0} 份文档</translation>
    </message>
    <message>
        <source>All are listed by the command “viewer info”.</source>
        <translation>命令 “viewer info” 会列出全部文档。</translation>
    </message>
    <message>
        <source>Save the enclosed file</source>
        <translation>保存内含文件</translation>
    </message>
    <message>
        <source>Saved: {0}</source>
        <translation>已保存：{0}</translation>
    </message>
    <message>
        <source>Search this document</source>
        <translation>在文档中搜索</translation>
    </message>
    <message>
        <source>Back to the images</source>
        <translation>返回图像</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>{0} places or more</source>
        <translation>{0} 处或更多</translation>
    </message>
    <message>
        <source>Places: {0}</source>
        <translation>{0} 处</translation>
    </message>
    <message>
        <source>Structured report</source>
        <translation>结构化报告</translation>
    </message>
    <message>
        <source>Key object selection</source>
        <translation>关键对象选择</translation>
    </message>
    <message>
        <source>Presentation state</source>
        <translation>显示状态</translation>
    </message>
    <message>
        <source>Structure set</source>
        <translation>结构集</translation>
    </message>
    <message>
        <source>Treatment plan</source>
        <translation>治疗计划</translation>
    </message>
    <message>
        <source>Enclosed file</source>
        <translation>内含文件</translation>
    </message>
    <message>
        <source>Waveform</source>
        <translation>波形</translation>
    </message>
    <message>
        <source>Registration</source>
        <translation>配准</translation>
    </message>
    <message>
        <source>Segmentation</source>
        <translation>分割</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>Raw data</source>
        <translation>原始数据</translation>
    </message>
    <message>
        <source>Object without a picture</source>
        <translation>无图像的对象</translation>
    </message>
    <message>
        <source>The file does not say what it is</source>
        <translation>文件未说明其类型</translation>
    </message>
    <message>
        <source>Unknown or private class {0}</source>
        <translation>未知或私有的对象类 {0}</translation>
    </message>
    <message>
        <source>The file is damaged: this is what stands before the damage.</source>
        <translation>文件已损坏：以下是损坏处之前的内容。</translation>
    </message>
    <message>
        <source>The file ends early, or is too long: this is what was read of it.</source>
        <translation>文件提前结束或过长：以下是已读取的内容。</translation>
    </message>
    <message>
        <source>The document holds more than is shown here: its beginning is shown.</source>
        <translation>文档内容超出此处可显示的范围：仅显示开头部分。</translation>
    </message>
    <message>
        <source>{0} MiB</source>
        <translation>{0} MiB</translation>
    </message>
    <message>
        <source>{0} bytes</source>
        <translation>{0} 字节</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>描述</translation>
    </message>
    <message>
        <source>Made by</source>
        <translation>创建者</translation>
    </message>
    <message>
        <source>Approval</source>
        <translation>审批状态</translation>
    </message>
    <message>
        <source>Refers to series</source>
        <translation>引用序列</translation>
    </message>
    <message>
        <source>{0} images</source>
        <translation>{0} 幅图像</translation>
    </message>
    <message>
        <source>Refers to</source>
        <translation>引用</translation>
    </message>
    <message>
        <source>{0} drawings, {1} texts</source>
        <translation>{0} 个图形，{1} 段文字</translation>
    </message>
    <message>
        <source>On the image</source>
        <translation>图像上</translation>
    </message>
    <message>
        <source>Structures</source>
        <translation>结构</translation>
    </message>
    <message>
        <source>{0} contours</source>
        <translation>{0} 条轮廓</translation>
    </message>
    <message>
        <source>Beams</source>
        <translation>射束</translation>
    </message>
    <message>
        <source>Fractions</source>
        <translation>分次数</translation>
    </message>
    <message>
        <source>Segments</source>
        <translation>分割区</translation>
    </message>
    <message>
        <source>Kind of file</source>
        <translation>文件类型</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>通道</translation>
    </message>
    <message>
        <source>{0} samples at {1} Hz</source>
        <translation>{0} 个采样，{1} Hz</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} 秒</translation>
    </message>
    <message>
        <source>Film</source>
        <translation>影片</translation>
    </message>
    <message>
        <source>{0} frames</source>
        <translation>{0} 帧</translation>
    </message>
    <message>
        <source>{0} s at {1} frames per second</source>
        <translation>{0} 秒，每秒 {1} 帧</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>The report goes on; it is too long.</source>
        <translation>报告过长，后面的内容未显示。</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Verified by</source>
        <translation>审核者</translation>
    </message>
    <message>
        <source>see {0}, which is not there</source>
        <translation>参见 {0}（不存在）</translation>
    </message>
    <message>
        <source>see {0} ({1})</source>
        <translation>参见 {0}（{1}）</translation>
    </message>
    <message>
        <source>frames {0}</source>
        <translation>第 {0} 帧</translation>
    </message>
    <message>
        <source>{0}, {1} points</source>
        <translation>{0}，{1} 个点</translation>
    </message>
    <message>
        <source>Point</source>
        <translation>点</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>多点</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>折线</translation>
    </message>
    <message>
        <source>Polygon</source>
        <translation>多边形</translation>
    </message>
    <message>
        <source>Circle</source>
        <translation>圆</translation>
    </message>
    <message>
        <source>Ellipse</source>
        <translation>椭圆</translation>
    </message>
    <message>
        <source>Ellipsoid</source>
        <translation>椭球</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Place on the image</source>
        <translation>图像上的位置</translation>
    </message>
    <message>
        <source>Place in the patient</source>
        <translation>患者体内的位置</translation>
    </message>
    <message>
        <source>Time range</source>
        <translation>时间范围</translation>
    </message>
    <message>
        <source>Inferred from</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>Selected from</source>
        <translation>取自</translation>
    </message>
    <message>
        <source>Acquisition</source>
        <translation>采集</translation>
    </message>
    <message>
        <source>complete</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>not complete</source>
        <translation>未完成</translation>
    </message>
    <message>
        <source>verified</source>
        <translation>已审核</translation>
    </message>
    <message>
        <source>not verified</source>
        <translation>未审核</translation>
    </message>
</context>
<context>
    <name>Endpoints</name>
    <message>
        <source>Lung nodules</source>
        <translation>肺结节</translation>
    </message>
    <message>
        <source>Chest CT screening</source>
        <translation>胸部CT筛查</translation>
    </message>
    <message>
        <source>Pneumonia (COVID-19)</source>
        <translation>新冠肺炎辅助诊断</translation>
    </message>
    <message>
        <source>Coronary calcium score</source>
        <translation>冠脉钙化积分</translation>
    </message>
    <message>
        <source>Registration with a prior CT</source>
        <translation>与既往CT配准</translation>
    </message>
    <message>
        <source>Femoral neck fracture</source>
        <translation>股骨颈骨折分型</translation>
    </message>
    <message>
        <source>Knee arthrosis (KL grade)</source>
        <translation>膝关节炎KL分级</translation>
    </message>
    <message>
        <source>Lumbar spine MRI</source>
        <translation>腰椎MRI分析</translation>
    </message>
    <message>
        <source>Skin disease (children)</source>
        <translation>儿科皮肤病检测</translation>
    </message>
    <message>
        <source>Questions and answers</source>
        <translation>医学问答</translation>
    </message>
    <message>
        <source>Intraoral photo</source>
        <translation>口内照</translation>
    </message>
    <message>
        <source>Panoramic radiograph</source>
        <translation>全景片</translation>
    </message>
    <message>
        <source>Lateral cephalogram</source>
        <translation>头影侧位片</translation>
    </message>
    <message>
        <source>Similar cases</source>
        <translation>相似病例</translation>
    </message>
    <message>
        <source>Find lung nodules</source>
        <translation>检测肺结节</translation>
    </message>
    <message>
        <source>Screen the chest</source>
        <translation>筛查胸部</translation>
    </message>
    <message>
        <source>Look for pneumonia</source>
        <translation>查找肺炎</translation>
    </message>
    <message>
        <source>Score coronary calcium</source>
        <translation>计算冠脉钙化积分</translation>
    </message>
    <message>
        <source>Register with a prior CT</source>
        <translation>与既往CT配准</translation>
    </message>
    <message>
        <source>Look for a femoral neck fracture</source>
        <translation>查找股骨颈骨折</translation>
    </message>
    <message>
        <source>Grade the knees</source>
        <translation>膝关节分级</translation>
    </message>
    <message>
        <source>Assess discs and vertebrae</source>
        <translation>评估椎间盘与椎体</translation>
    </message>
    <message>
        <source>Classify the skin picture</source>
        <translation>皮肤照片分类</translation>
    </message>
    <message>
        <source>Ask about this study</source>
        <translation>就本检查提问</translation>
    </message>
    <message>
        <source>Find teeth in the photo</source>
        <translation>识别口内照中的牙</translation>
    </message>
    <message>
        <source>Find teeth in the panoramic</source>
        <translation>识别全景片中的牙</translation>
    </message>
    <message>
        <source>Find the 46 landmarks</source>
        <translation>识别 46 个标志点</translation>
    </message>
    <message>
        <source>Find similar cases</source>
        <translation>查找相似病例</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>Something did not work.</source>
        <translation>操作未成功。</translation>
    </message>
    <message>
        <source>Try again; the log has the details.</source>
        <translation>请重试；详情见日志。</translation>
    </message>
    <message>
        <source>No image could be read from {0}.</source>
        <translation>无法从 {0} 读取图像。</translation>
    </message>
    <message>
        <source>Choose DICOM files, a ZIP archive, a DICOMDIR, photographs or NIfTI volumes.</source>
        <translation>请选择 DICOM 文件、ZIP 压缩包、DICOMDIR、照片或 NIfTI 体数据。</translation>
    </message>
    <message>
        <source>{0} could not be written.</source>
        <translation>无法写入 {0}。</translation>
    </message>
    <message>
        <source>The library {0} cannot be used.</source>
        <translation>无法使用资料库 {0}。</translation>
    </message>
    <message>
        <source>This reading is signed and therefore locked.</source>
        <translation>此阅片已签署并锁定。</translation>
    </message>
    <message>
        <source>Open an addendum to change it.</source>
        <translation>如需修改，请先打开补充报告。</translation>
    </message>
    <message>
        <source>{0} was not imported.</source>
        <translation>{0} 未导入。</translation>
    </message>
    <message>
        <source>Wrong in it: {0}.</source>
        <translation>有误之处：{0}。</translation>
    </message>
    <message>
        <source>The same was analysed already, or is under way.</source>
        <translation>同样的分析已经做过，或正在进行。</translation>
    </message>
    <message>
        <source>The list of analyses shows it.</source>
        <translation>分析列表中可以看到。</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>已取消。</translation>
    </message>
    <message>
        <source>The service could not be used.</source>
        <translation>服务无法使用。</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>请稍后重试。</translation>
    </message>
    <message>
        <source>{0} cannot be reached.</source>
        <translation>无法连接 {0}。</translation>
    </message>
    <message>
        <source>Check the network and the proxy, then retry. Nothing was sent.</source>
        <translation>请检查网络和代理后重试。未发送任何内容。</translation>
    </message>
    <message>
        <source>{0} could not prove who it is.</source>
        <translation>{0} 无法证明其身份。</translation>
    </message>
    <message>
        <source>Ask who runs the network whether its certificate is to be trusted. Nothing was sent.</source>
        <translation>请向网络管理员确认其证书是否可信。未发送任何内容。</translation>
    </message>
    <message>
        <source>No series has the UID {0}.</source>
        <translation>没有 UID 为 {0} 的序列。</translation>
    </message>
    <message>
        <source>Name one of: {0}.</source>
        <translation>请指定其中之一：{0}。</translation>
    </message>
    <message>
        <source>It is not clear which series is meant: {0}.</source>
        <translation>无法确定所指的序列：{0}。</translation>
    </message>
    <message>
        <source>Name one with --series UID.</source>
        <translation>请用 --series UID 指定。</translation>
    </message>
    <message>
        <source>An image cannot be made ready for sending.</source>
        <translation>有一幅图像无法准备发送。</translation>
    </message>
    <message>
        <source>Copy the series from its source again.</source>
        <translation>请从来源重新复制该序列。</translation>
    </message>
    <message>
        <source>{0} did not answer in time.</source>
        <translation>{0} 未及时应答。</translation>
    </message>
    <message>
        <source>Check the network, then retry.</source>
        <translation>请检查网络后重试。</translation>
    </message>
    <message>
        <source>The connection to {0} broke off.</source>
        <translation>与 {0} 的连接中断。</translation>
    </message>
    <message>
        <source>{0} is too busy just now.</source>
        <translation>{0} 当前繁忙。</translation>
    </message>
    <message>
        <source>Retry in a few minutes.</source>
        <translation>请几分钟后重试。</translation>
    </message>
    <message>
        <source>Not run: the service has no method for this image.</source>
        <translation>未运行：服务没有适用于该图像的方法。</translation>
    </message>
    <message>
        <source>The local service knows its own example images only; choose another service.</source>
        <translation>此项分析本地服务只认识自带的示例图像；请选择其他服务。</translation>
    </message>
    <message>
        <source>The service refused ({0}): {1}</source>
        <translation>服务拒绝（{0}）：{1}</translation>
    </message>
    <message>
        <source>The service refused: {0}</source>
        <translation>服务拒绝：{0}</translation>
    </message>
    <message>
        <source>Mend what the service names, then retry; nothing else was changed.</source>
        <translation>请按服务的提示修正后重试；其他内容未改变。</translation>
    </message>
    <message>
        <source>The service does not accept the keys: {0}</source>
        <translation>服务不接受密钥：{0}</translation>
    </message>
    <message>
        <source>Enter the right appKey and ds_id in the settings, then retry.</source>
        <translation>请在设置中填写正确的 appKey 和 ds_id 后重试。</translation>
    </message>
    <message>
        <source>The answer could not be understood at {0}: {1}.</source>
        <translation>应答在 {0} 处无法理解：{1}。</translation>
    </message>
    <message>
        <source>The answer is kept as it came (Details). Retry, or report it to the service.</source>
        <translation>应答已原样保存（见详情）。请重试，或向服务方反馈。</translation>
    </message>
    <message>
        <source>A file of this result was not fetched: its link had run out.</source>
        <translation>此结果的一个文件未下载：其链接已过期。</translation>
    </message>
    <message>
        <source>Fetch the missing files to ask for a new link.</source>
        <translation>请重新获取缺少的文件，以索取新链接。</translation>
    </message>
    <message>
        <source>No longer valid: {0}.</source>
        <translation>已失效：{0}。</translation>
    </message>
    <message>
        <source>Run the analysis again.</source>
        <translation>请重新分析。</translation>
    </message>
    <message>
        <source>A file of this result was not fetched: its link leads to {0} ({1}).</source>
        <translation>此结果的一个文件未下载：其链接指向 {0}（{1}）。</translation>
    </message>
    <message>
        <source>The findings are not affected. Tell the service.</source>
        <translation>所见不受影响。请告知服务方。</translation>
    </message>
    <message>
        <source>The images were sent to {0}, but no answer came back that says what became of it.</source>
        <translation>影像已发送至 {0}，但未收到能说明结果的应答。</translation>
    </message>
    <message>
        <source>It may have been accepted and billed, so it is not sent again by itself. Send it again only if you accept a second charge.</source>
        <translation>服务可能已受理并计费，因此不会自动重发。仅在接受可能重复计费时再次发送。</translation>
    </message>
    <message>
        <source>The service could not finish ({0}): {1}</source>
        <translation>服务未能完成（{0}）：{1}</translation>
    </message>
    <message>
        <source>Check the series, then retry.</source>
        <translation>请检查序列后重试。</translation>
    </message>
    <message>
        <source>No result after {1} minutes from {0}.</source>
        <translation>{0} 在 {1} 分钟后仍无结果。</translation>
    </message>
    <message>
        <source>Retry asks for the same result again; nothing is sent or billed twice.</source>
        <translation>重试只会再次查询同一结果，不会重复发送或计费。</translation>
    </message>
    <message>
        <source>The disk is full: free some space.</source>
        <translation>磁盘已满：请腾出空间。</translation>
    </message>
    <message>
        <source>You may not write there: choose another folder.</source>
        <translation>您无权写入该处：请选择其他文件夹。</translation>
    </message>
    <message>
        <source>That disk cannot be written to: choose another.</source>
        <translation>该磁盘不可写：请选择其他位置。</translation>
    </message>
    <message>
        <source>The folder is not there: choose another.</source>
        <translation>文件夹不存在：请选择其他文件夹。</translation>
    </message>
    <message>
        <source>The name is too long: choose a shorter one.</source>
        <translation>名称过长：请使用较短的名称。</translation>
    </message>
    <message>
        <source>Another program has it open: close it there and try again.</source>
        <translation>其他程序正在使用该文件：请先关闭后重试。</translation>
    </message>
    <message>
        <source>Choose another place and try again.</source>
        <translation>请选择其他位置后重试。</translation>
    </message>
    <message>
        <source>It was made by a newer version of this program: update, then try again.</source>
        <translation>它由本程序的更新版本创建：请升级后重试。</translation>
    </message>
    <message>
        <source>Another program keeps it locked: close it and try again.</source>
        <translation>其他程序正锁定它：请关闭该程序后重试。</translation>
    </message>
    <message>
        <source>A part of it is missing: bring back a copy, or run the analysis again.</source>
        <translation>资料库缺少部分内容：请恢复备份，或重新分析。</translation>
    </message>
    <message>
        <source>It may not be read or written: mend its rights, or set another VIEWER_HOME.</source>
        <translation>资料库无法读写：请修正权限，或设置其他 VIEWER_HOME。</translation>
    </message>
    <message>
        <source>The library {0} is open for looking only.</source>
        <translation>资料库 {0} 仅供查看。</translation>
    </message>
    <message>
        <source>Nothing can be kept in the library {0}.</source>
        <translation>资料库 {0} 无法保存任何内容。</translation>
    </message>
    <message>
        <source>The disk is full: free some space, then try again. What was kept before is safe.</source>
        <translation>磁盘已满：请腾出空间后重试。此前保存的内容完好。</translation>
    </message>
    <message>
        <source>Close the other window of this program, or mend the disk, then try again.</source>
        <translation>请关闭本程序的另一个窗口，或排除磁盘问题，然后重试。</translation>
    </message>
    <message>
        <source>Its disk or folder takes no changes: make it writable, or set another VIEWER_HOME.</source>
        <translation>所在磁盘或文件夹不可写入：请使其可写，或另设 VIEWER_HOME。</translation>
    </message>
    <message>
        <source>It is damaged: bring back a copy from its folder "backups", or choose another VIEWER_HOME. Nothing was changed.</source>
        <translation>文件已损坏：请用同一位置 "backups" 文件夹里的备份恢复，或另设 VIEWER_HOME。未作任何改动。</translation>
    </message>
    <message>
        <source>The file is no library of this program, or its beginning is damaged: bring back a copy from its folder "backups". Nothing was changed.</source>
        <translation>该文件不是本程序的资料库，或其开头已损坏：请用同一位置 "backups" 文件夹里的备份恢复。未作任何改动。</translation>
    </message>
    <message>
        <source>The file beside it that ends in "-wal" is damaged or belongs to another library: move it away, then try again. Nothing was changed.</source>
        <translation>旁边以 "-wal" 结尾的文件已损坏，或属于另一个资料库：请将其移开后重试。未作任何改动。</translation>
    </message>
    <message>
        <source>Its file is gone or empty: bring back a copy from its folder "backups".</source>
        <translation>文件不见了或是空的：请用同一位置 "backups" 文件夹里的备份恢复。</translation>
    </message>
    <message>
        <source>The local service did not start.</source>
        <translation>本地服务未能启动。</translation>
    </message>
    <message>
        <source>Too many programs use the local service.</source>
        <translation>使用本地服务的程序过多。</translation>
    </message>
    <message>
        <source>Wait for one of them, or close it.</source>
        <translation>请等待其中之一结束，或将其关闭。</translation>
    </message>
    <message>
        <source>Another program runs the service of this job.</source>
        <translation>另一个程序正在运行此任务的服务。</translation>
    </message>
    <message>
        <source>It goes on there; or close that one and try again.</source>
        <translation>任务在那里继续；也可关闭该程序后重试。</translation>
    </message>
    <message>
        <source>The service {0} is not set up.</source>
        <translation>尚未设置服务 {0}。</translation>
    </message>
    <message>
        <source>Name it in the settings; on the command line with --service.</source>
        <translation>请在设置中填写；命令行请用 --service 指定。</translation>
    </message>
    <message>
        <source>The address of {0} is not safe.</source>
        <translation>{0} 的地址不安全。</translation>
    </message>
    <message>
        <source>It must begin with https://.</source>
        <translation>地址必须以 https:// 开头。</translation>
    </message>
    <message>
        <source>Port {0} cannot be listened on.</source>
        <translation>无法监听端口 {0}。</translation>
    </message>
    <message>
        <source>Choose another, or leave --port out.</source>
        <translation>请换一个端口，或省略 --port。</translation>
    </message>
    <message>
        <source>not https</source>
        <translation>不是 https</translation>
    </message>
    <message>
        <source>not a plain address</source>
        <translation>不是普通地址</translation>
    </message>
    <message>
        <source>another service</source>
        <translation>另一个服务</translation>
    </message>
    <message>
        <source>an internal address</source>
        <translation>内部地址</translation>
    </message>
    <message>
        <source>a redirect</source>
        <translation>重定向</translation>
    </message>
    <message>
        <source>It is no study that this program exported: open it as images instead.</source>
        <translation>它不是本程序导出的检查：请改为作为影像打开。</translation>
    </message>
    <message>
        <source>A newer version of this program exported it: update, then try again.</source>
        <translation>它由本程序的更新版本导出：请更新后再试。</translation>
    </message>
    <message>
        <source>It is damaged: have it exported or copied again.</source>
        <translation>它已损坏：请重新导出或复制。</translation>
    </message>
    <message>
        <source>It holds what no export holds: do not use it, ask where it comes from.</source>
        <translation>其中含有导出文件不会有的内容：请勿使用，并查明来源。</translation>
    </message>
    <message>
        <source>It is larger than this program takes in.</source>
        <translation>它超出本程序可导入的大小。</translation>
    </message>
    <message>
        <source>It cannot be read: see whether its disk is there and you may read it.</source>
        <translation>无法读取：请确认其磁盘可用且您有读取权限。</translation>
    </message>
    <message>
        <source>Meta-analysis of six studies</source>
        <translation>六项研究的荟萃分析</translation>
    </message>
    <message>
        <source>From 85 % of points within 2 mm, as published of automatic services</source>
        <translation>由已发表的自动定点“85 % 的点在 2 mm 以内”推得</translation>
    </message>
    <message>
        <source>Among the least reliable landmarks; how much is assumed</source>
        <translation>属于最不可靠的标志点；误差大小为假定</translation>
    </message>
    <message>
        <source>Assumed</source>
        <translation>假定</translation>
    </message>
    <message>
        <source>Your own number</source>
        <translation>您自定的数值</translation>
    </message>
    <message>
        <source>Without calibration and without S and N no errors can be told.</source>
        <translation>既未标定，又缺少 S 和 N，无法给出误差。</translation>
    </message>
    <message>
        <source>Not calibrated: for the errors alone, S–N is taken to be 71 mm long.</source>
        <translation>未标定：仅为估计误差，假定 S–N 长 71 mm。</translation>
    </message>
    <message>
        <source>Errors of landmarks</source>
        <translation>标志点误差</translation>
    </message>
    <message>
        <source>How far each landmark is usually put beside its place, as one standard deviation. The uncertainty of every value follows from it.</source>
        <translation>每个标志点通常偏离其真实位置的距离（一个标准差）。各测量值的不确定度由此推得。</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>全部恢复</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Landmark</source>
        <translation>标志点</translation>
    </message>
    <message>
        <source>Along FH (mm)</source>
        <translation>沿 FH（mm）</translation>
    </message>
    <message>
        <source>Across FH (mm)</source>
        <translation>垂直于 FH（mm）</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Errors…</source>
        <translation>误差…</translation>
    </message>
</context>
<context>
    <name>Evaluations</name>
    <message>
        <source>Garden type</source>
        <translation>Garden 分型</translation>
    </message>
    <message>
        <source>Kellgren–Lawrence grade</source>
        <translation>Kellgren–Lawrence 分级</translation>
    </message>
    <message>
        <source>Not graded</source>
        <translation>未分级</translation>
    </message>
    <message>
        <source>Disc</source>
        <translation>椎间盘</translation>
    </message>
    <message>
        <source>Vertebra</source>
        <translation>椎体</translation>
    </message>
    <message>
        <source>Fracture</source>
        <translation>骨折</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Garden {0}</source>
        <translation>Garden {0} 型</translation>
    </message>
    <message>
        <source>KL {0}</source>
        <translation>KL {0} 级</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}：{1}</translation>
    </message>
    <message>
        <source>normal</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>degeneration</source>
        <translation>退行性改变</translation>
    </message>
    <message>
        <source>circumferential bulge</source>
        <translation>弥散型膨出</translation>
    </message>
    <message>
        <source>asymmetric bulge</source>
        <translation>非对称性膨出</translation>
    </message>
    <message>
        <source>protrusion</source>
        <translation>突出</translation>
    </message>
    <message>
        <source>extrusion</source>
        <translation>脱出</translation>
    </message>
    <message>
        <source>Schmorl's node</source>
        <translation>疝出（Schmorl 结节）</translation>
    </message>
    <message>
        <source>other change</source>
        <translation>其他改变</translation>
    </message>
    <message>
        <source>displaced</source>
        <translation>错位</translation>
    </message>
    <message>
        <source>non-displaced</source>
        <translation>无错位</translation>
    </message>
    <message>
        <source>old</source>
        <translation>陈旧</translation>
    </message>
    <message>
        <source>operated</source>
        <translation>已手术</translation>
    </message>
    <message>
        <source>lateral view</source>
        <translation>侧位片</translation>
    </message>
    <message>
        <source>the joint was operated on and has no grade</source>
        <translation>该关节已手术，不予分级</translation>
    </message>
    <message>
        <source>a film from the side has no grade; it needs one from the front</source>
        <translation>侧位片不予分级，需要正位片</translation>
    </message>
    <message>
        <source>incomplete fracture</source>
        <translation>不完全骨折</translation>
    </message>
    <message>
        <source>complete fracture without displacement</source>
        <translation>完全骨折但无移位</translation>
    </message>
    <message>
        <source>partly displaced: the head abducted, the neck slightly turned outwards and up</source>
        <translation>骨折有部分移位，股骨头外展，股骨颈段轻度外旋及上移</translation>
    </message>
    <message>
        <source>fully displaced: the neck markedly turned outwards and up</source>
        <translation>骨折完全移位，股骨颈段明显外旋和上移</translation>
    </message>
    <message>
        <source>no arthrosis</source>
        <translation>无骨关节炎</translation>
    </message>
    <message>
        <source>doubtful: joint space perhaps narrower, perhaps osteophytes</source>
        <translation>可疑：关节间隙可疑变窄，可能有骨赘</translation>
    </message>
    <message>
        <source>minimal: definite osteophytes, joint space perhaps narrower</source>
        <translation>轻度：明确骨赘，关节间隙可能变窄</translation>
    </message>
    <message>
        <source>moderate: several osteophytes, joint space narrower, some sclerosis</source>
        <translation>中度：多发骨赘，关节间隙变窄，部分骨质硬化</translation>
    </message>
    <message>
        <source>severe: large osteophytes, joint space much narrower, sclerosis, deformed bone ends</source>
        <translation>重度：大骨赘，关节间隙明显变窄，骨质硬化，骨端畸形</translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Cephalogram</source>
        <translation>头影侧位片</translation>
    </message>
    <message>
        <source>Name the patient on pictures and report</source>
        <translation>在图片和报告上标明患者</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Pictures have the resolution of the source and are marked as not for diagnosis.</source>
        <translation>图片为原始分辨率，并标注“不用于诊断”。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>写入</translation>
    </message>
    <message>
        <source>Picture of this image (PNG)</source>
        <translation>当前图像的图片（PNG）</translation>
    </message>
    <message>
        <source>A picture of each finding (PNG)</source>
        <translation>每个结果的图片（PNG）</translation>
    </message>
    <message>
        <source>Report of one page (PDF)</source>
        <translation>单页报告（PDF）</translation>
    </message>
    <message>
        <source>Findings and decisions (JSON)</source>
        <translation>结果与判断（JSON）</translation>
    </message>
    <message>
        <source>The answer as received (JSON)</source>
        <translation>原始应答（JSON）</translation>
    </message>
    <message>
        <source>The reading's history, event by event (JSON)</source>
        <translation>阅片历史，逐个事件 (JSON)</translation>
    </message>
    <message>
        <source>Tracing alone (PNG)</source>
        <translation>仅描记（PNG）</translation>
    </message>
    <message>
        <source>Marked film and tracing (PDF)</source>
        <translation>标注片和描记（PDF）</translation>
    </message>
    <message>
        <source>Landmarks and all analyses (XLSX)</source>
        <translation>标志点和全部分析（XLSX）</translation>
    </message>
    <message>
        <source>Landmarks and all analyses (CSV)</source>
        <translation>标志点和全部分析（CSV）</translation>
    </message>
    <message>
        <source>Landmarks and all analyses (JSON)</source>
        <translation>标志点和全部分析（JSON）</translation>
    </message>
</context>
<context>
    <name>Exporting</name>
    <message>
        <source>Picture copied, without the patient's name</source>
        <translation>图片已复制，不含患者姓名</translation>
    </message>
    <message>
        <source>Files written to {1}: {0}</source>
        <translation>已将 {0} 个文件写入 {1}</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
</context>
<context>
    <name>Finding</name>
    <message>
        <source>Looking for images that moved: {0} ({1})</source>
        <translation>正在查找移动过的影像：{0}（{1}）</translation>
    </message>
    <message>
        <source>Images are not where they were</source>
        <translation>影像已不在原处</translation>
    </message>
    <message>
        <source>Look in a folder…</source>
        <translation>在文件夹中查找…</translation>
    </message>
    <message>
        <source>Series that are not there either: {0}</source>
        <translation>那里也没有的序列：{0}</translation>
    </message>
    <message>
        <source>Where the images are now</source>
        <translation>影像现在的位置</translation>
    </message>
    <message>
        <source>Series whose images are gone from their place: {0}.</source>
        <translation>影像已不在原处的序列：{0}。</translation>
    </message>
    <message>
        <source>They were looked for in the likely places too. Choose the folder or the disk on which they are now: they are known by their UIDs, whatever they are called.</source>
        <translation>可能的位置也已找过。请选择影像现在所在的文件夹或磁盘：不论文件叫什么，都按 UID 识别。</translation>
    </message>
    <message>
        <source>They were here:</source>
        <translation>原来的位置：</translation>
    </message>
</context>
<context>
    <name>Findings</name>
    <message>
        <source>{judged} of {all} judged</source>
        <translation>已判断 {judged}/{all}</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Least confidence shown</source>
        <translation>显示的最低置信度</translation>
    </message>
    <message>
        <source>Kind of finding</source>
        <translation>结果类型</translation>
    </message>
    <message>
        <source>Who saw it</source>
        <translation>由谁所见</translation>
    </message>
    <message>
        <source>Only undecided</source>
        <translation>仅未判断</translation>
    </message>
    <message>
        <source>Seen by anybody</source>
        <translation>任何人所见</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>置信度</translation>
    </message>
    <message>
        <source>Dotted lines below this confidence</source>
        <translation>低于此置信度画虚点线</translation>
    </message>
    <message>
        <source>No finding passes the filter.</source>
        <translation>没有符合筛选条件的结果。</translation>
    </message>
    <message>
        <source>Accept (A)</source>
        <translation>接受 (A)</translation>
    </message>
    <message>
        <source>Reject (X)</source>
        <translation>排除 (X)</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>全部类型</translation>
    </message>
    <message>
        <source>Nodule</source>
        <translation>结节</translation>
    </message>
    <message>
        <source>Coronary calcium</source>
        <translation>冠脉钙化</translation>
    </message>
    <message>
        <source>Lung opacity</source>
        <translation>肺部病灶</translation>
    </message>
    <message>
        <source>Rib fracture</source>
        <translation>肋骨骨折</translation>
    </message>
    <message>
        <source>Femoral neck fracture</source>
        <translation>股骨颈骨折</translation>
    </message>
    <message>
        <source>Knee</source>
        <translation>膝关节</translation>
    </message>
    <message>
        <source>Disc</source>
        <translation>椎间盘</translation>
    </message>
    <message>
        <source>Vertebra</source>
        <translation>椎体</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>Ground-glass nodule</source>
        <translation>磨玻璃结节</translation>
    </message>
    <message>
        <source>Part-solid nodule</source>
        <translation>部分实性结节</translation>
    </message>
    <message>
        <source>Solid nodule</source>
        <translation>实性结节</translation>
    </message>
    <message>
        <source>{0}, {1} mm</source>
        <translation>{0} {1} mm</translation>
    </message>
    <message>
        <source>Diameter</source>
        <translation>直径</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>体积</translation>
    </message>
    <message>
        <source>Mean value</source>
        <translation>平均值</translation>
    </message>
    <message>
        <source>Agatston score</source>
        <translation>Agatston 积分</translation>
    </message>
    <message>
        <source>Long axis</source>
        <translation>长径</translation>
    </message>
    <message>
        <source>Short axis</source>
        <translation>短径</translation>
    </message>
    <message>
        <source>Left upper lobe</source>
        <translation>左肺上叶</translation>
    </message>
    <message>
        <source>Left middle lobe</source>
        <translation>左肺中叶</translation>
    </message>
    <message>
        <source>Left lower lobe</source>
        <translation>左肺下叶</translation>
    </message>
    <message>
        <source>Right upper lobe</source>
        <translation>右肺上叶</translation>
    </message>
    <message>
        <source>Right middle lobe</source>
        <translation>右肺中叶</translation>
    </message>
    <message>
        <source>Right lower lobe</source>
        <translation>右肺下叶</translation>
    </message>
    <message>
        <source>Upper lobe</source>
        <translation>上叶</translation>
    </message>
    <message>
        <source>Middle lobe</source>
        <translation>中叶</translation>
    </message>
    <message>
        <source>Lower lobe</source>
        <translation>下叶</translation>
    </message>
    <message>
        <source>Left lung</source>
        <translation>左肺</translation>
    </message>
    <message>
        <source>Right lung</source>
        <translation>右肺</translation>
    </message>
    <message>
        <source>Side unknown</source>
        <translation>侧别不明</translation>
    </message>
    <message>
        <source>image {0}</source>
        <translation>图像 {0}</translation>
    </message>
    <message>
        <source>Left side</source>
        <translation>左侧</translation>
    </message>
    <message>
        <source>Right side</source>
        <translation>右侧</translation>
    </message>
    <message>
        <source>Left rib {0}</source>
        <translation>左侧第 {0} 肋</translation>
    </message>
    <message>
        <source>Right rib {0}</source>
        <translation>右侧第 {0} 肋</translation>
    </message>
    <message>
        <source>Rib {0}</source>
        <translation>第 {0} 肋</translation>
    </message>
    <message>
        <source>High</source>
        <translation>高</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>中</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>低</translation>
    </message>
    <message>
        <source>The service gave no confidence</source>
        <translation>服务未给出置信度</translation>
    </message>
    <message>
        <source>Confidence {0}</source>
        <translation>置信度 {0}</translation>
    </message>
    <message>
        <source>Undecided</source>
        <translation>未判断</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>已排除</translation>
    </message>
    <message>
        <source>Wrong place</source>
        <translation>位置错误</translation>
    </message>
    <message>
        <source>Not a lesion</source>
        <translation>不是病灶</translation>
    </message>
    <message>
        <source>Wrong class</source>
        <translation>类别错误</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>Other reason</source>
        <translation>其他原因</translation>
    </message>
    <message>
        <source>Own finding</source>
        <translation>自己的结果</translation>
    </message>
    <message>
        <source>Edited</source>
        <translation>已修改</translation>
    </message>
    <message>
        <source>Finding {0} is undecided again</source>
        <translation>结果 {0} 恢复为未判断</translation>
    </message>
    <message>
        <source>Finding {0} accepted</source>
        <translation>已接受结果 {0}</translation>
    </message>
    <message>
        <source>Finding {0} rejected</source>
        <translation>已排除结果 {0}</translation>
    </message>
    <message>
        <source>The vendor lists this service as retired.</source>
        <translation>供应商已将此服务列为停用。</translation>
    </message>
    <message>
        <source>A part of the answer cannot be read: {0}</source>
        <translation>应答的一部分无法读取：{0}</translation>
    </message>
    <message>
        <source>A value that the service's description does not have: {0} = {1}</source>
        <translation>服务说明中没有的取值：{0} = {1}</translation>
    </message>
    <message>
        <source>A file of the result is not there: {0}</source>
        <translation>缺少结果文件：{0}</translation>
    </message>
    <message>
        <source>Incomplete: a part of the analysis failed; what is missing is not healthy.</source>
        <translation>不完整：部分分析失败；缺少的内容不等于健康。</translation>
    </message>
    <message>
        <source>These methods of the service failed: {0}</source>
        <translation>服务的以下方法失败：{0}</translation>
    </message>
    <message>
        <source>The answer is about a picture of {0} × {1} pixels; its places were brought onto the {2} × {3} pixels of this one.</source>
        <translation>应答针对 {0} × {1} 像素的图像；其位置已换算到本图像的 {2} × {3} 像素。</translation>
    </message>
    <message>
        <source>The service's summary says {1} ({0}); its list has {2}.</source>
        <translation>服务的汇总为 {1}（{0}）；其列表中有 {2}。</translation>
    </message>
    <message>
        <source>Two points of the answer are the same landmark; the first counts, not {0}.</source>
        <translation>应答中有两个点是同一标志点；以第一个为准，不采用 {0}。</translation>
    </message>
    <message>
        <source>The probabilities are indices of a pattern, no diagnostic probabilities.</source>
        <translation>各概率为影像表现模式指数，并非诊断概率。</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}：{1}</translation>
    </message>
    <message>
        <source>All calcium</source>
        <translation>全部钙化</translation>
    </message>
    <message>
        <source>Calcium, score {0}</source>
        <translation>钙化，积分 {0}</translation>
    </message>
    <message>
        <source>{0} findings are undecided again</source>
        <translation>{0} 个结果恢复为未判断</translation>
    </message>
    <message>
        <source>{0} findings accepted</source>
        <translation>已接受 {0} 个结果</translation>
    </message>
    <message>
        <source>{0} findings rejected</source>
        <translation>已排除 {0} 个结果</translation>
    </message>
    <message>
        <source>The service named image {1} as well; the finding is drawn on image {0}.</source>
        <translation>服务还指出了图像 {1}；结果绘制在图像 {0} 上。</translation>
    </message>
    <message>
        <source>Placed by its position in the patient: the image was not named.</source>
        <translation>按患者坐标定位：服务未指明图像。</translation>
    </message>
    <message>
        <source>Placed by its slice number alone: check the place.</source>
        <translation>仅按层号定位：请核对位置。</translation>
    </message>
    <message>
        <source>The service named an image that is not of this series.</source>
        <translation>服务指明的图像不属于本序列。</translation>
    </message>
    <message>
        <source>The service gave no size; the circle only marks the place.</source>
        <translation>服务未给出大小；圆圈仅表示位置。</translation>
    </message>
    <message>
        <source>Image coordinates and position in the patient disagree.</source>
        <translation>图像坐标与患者坐标不一致。</translation>
    </message>
    <message>
        <source>The service named no image; the finding is drawn on the middle one.</source>
        <translation>服务未指明图像，结果画在中间一张上。</translation>
    </message>
    <message>
        <source>The side is the one that the file names; the service named none.</source>
        <translation>侧别取自文件，服务未给出。</translation>
    </message>
    <message>
        <source>Neither the service nor the file names the side: see the marker in the picture.</source>
        <translation>服务和文件均未给出侧别，请看图中的标记。</translation>
    </message>
    <message>
        <source>The service gave the box's corners in another order; it was put right.</source>
        <translation>服务给出的方框角点顺序不同，已更正。</translation>
    </message>
    <message>
        <source>The mask lies on another grid; it was brought onto that of the images.</source>
        <translation>掩膜的网格与图像不同，已换算到图像网格。</translation>
    </message>
    <message>
        <source>The mask does not say where it lies; it has as many voxels as the images: check the place.</source>
        <translation>掩膜未说明其位置，体素数与图像相同，请核对位置。</translation>
    </message>
    <message>
        <source>The circle is that of a sphere with the volume that the service gave.</source>
        <translation>圆圈按服务给出的体积换算为等体积球。</translation>
    </message>
    <message>
        <source>The service gave no outline that can be drawn: its box is.</source>
        <translation>服务没有给出可绘制的轮廓：绘制其方框。</translation>
    </message>
    <message>
        <source>The service gave no place of its own: it is drawn at its tooth.</source>
        <translation>服务没有给出单独的位置：绘制在所属的牙上。</translation>
    </message>
    <message>
        <source>A part of it lies beyond the picture.</source>
        <translation>其中一部分位于图像之外。</translation>
    </message>
    <message>
        <source>Not drawn: its coordinates are not numbers</source>
        <translation>未绘制：坐标不是数字</translation>
    </message>
    <message>
        <source>Not drawn: it lies outside the images</source>
        <translation>未绘制：位于图像之外</translation>
    </message>
    <message>
        <source>Not drawn: the service gave no place</source>
        <translation>未绘制：服务未给出位置</translation>
    </message>
    <message>
        <source>Not drawn: this part of the answer cannot be read</source>
        <translation>未绘制：应答的这一部分无法读取</translation>
    </message>
    <message>
        <source>Not drawn: its coordinates are neither a point nor a box</source>
        <translation>未绘制：坐标既不是点也不是方框</translation>
    </message>
    <message>
        <source>Not drawn: its box has no area</source>
        <translation>未绘制：方框没有面积</translation>
    </message>
    <message>
        <source>Not drawn: its file could not be had, or not be read</source>
        <translation>未绘制：文件未能取得或无法读取</translation>
    </message>
    <message>
        <source>Not drawn: the service says that it is not usable</source>
        <translation>未绘制：服务说明它不可用</translation>
    </message>
    <message>
        <source>Not drawn: the mask lies elsewhere than the images</source>
        <translation>未绘制：掩膜不在图像范围内</translation>
    </message>
    <message>
        <source>Classical reference method, not for diagnosis.</source>
        <translation>经典参考算法，不用于诊断。</translation>
    </message>
    <message>
        <source>The answer names another series than the one that was sent.</source>
        <translation>应答所指序列与所发送的不同。</translation>
    </message>
    <message>
        <source>The answer speaks of several series; this one is shown.</source>
        <translation>应答涉及多个序列；此处显示当前序列。</translation>
    </message>
    <message>
        <source>A field of the answer could not be used: {0}</source>
        <translation>应答中有字段无法使用：{0}</translation>
    </message>
    <message>
        <source>Judged findings</source>
        <translation>已判断的结果</translation>
    </message>
    <message>
        <source>Open an addendum…</source>
        <translation>打开补充报告…</translation>
    </message>
    <message>
        <source>Nothing further</source>
        <translation>无其他发现</translation>
    </message>
    <message>
        <source>Sign…</source>
        <translation>签署…</translation>
    </message>
</context>
<context>
    <name>Fonts</name>
    <message>
        <source>No font with Chinese characters is installed.</source>
        <translation>系统未安装中文字体。</translation>
    </message>
    <message>
        <source>Install one, for example Noto Sans CJK (Debian: fonts-noto-cjk).</source>
        <translation>请安装中文字体，例如 Noto Sans CJK（Debian：fonts-noto-cjk）。</translation>
    </message>
</context>
<context>
    <name>Greys</name>
    <message>
        <source>preset: {0}</source>
        <translation>预设：{0}</translation>
    </message>
    <message>
        <source>from the file: {0}</source>
        <translation>取自文件：{0}</translation>
    </message>
    <message>
        <source>table of the file: {0}</source>
        <translation>文件的查找表：{0}</translation>
    </message>
    <message>
        <source>from the file</source>
        <translation>取自文件</translation>
    </message>
    <message>
        <source>from the file, of each image</source>
        <translation>取自文件，逐图</translation>
    </message>
    <message>
        <source>table of the file</source>
        <translation>文件的查找表</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>full range</source>
        <translation>全范围</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>手动</translation>
    </message>
    <message>
        <source>Table: {0}</source>
        <translation>查找表：{0}</translation>
    </message>
    <message>
        <source>Of each image its own</source>
        <translation>每幅图像用各自的窗</translation>
    </message>
    <message>
        <source>Automatic (1st to 99th percentile)</source>
        <translation>自动（第 1 至 99 百分位）</translation>
    </message>
    <message>
        <source>Full range</source>
        <translation>全范围</translation>
    </message>
    <message>
        <source>From the file</source>
        <translation>取自文件</translation>
    </message>
    <message>
        <source>Presets for CT</source>
        <translation>CT 预设</translation>
    </message>
    <message>
        <source>Measured on the image</source>
        <translation>按图像测定</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Item {0}</source>
        <translation>第 {0} 项</translation>
    </message>
    <message>
        <source>Items {0} to {1}</source>
        <translation>第 {0} 至 {1} 项</translation>
    </message>
    <message>
        <source>Private element</source>
        <translation>私有元素</translation>
    </message>
    <message>
        <source>Unknown element</source>
        <translation>未知元素</translation>
    </message>
    <message>
        <source>1 item</source>
        <translation>1 项</translation>
    </message>
    <message>
        <source>{0} items</source>
        <translation>{0} 项</translation>
    </message>
    <message>
        <source>binary</source>
        <translation>二进制</translation>
    </message>
    <message>
        <source>binary, {0} bytes</source>
        <translation>二进制，{0} 字节</translation>
    </message>
    <message>
        <source>1 element</source>
        <translation>1 个元素</translation>
    </message>
    <message>
        <source>{0} elements</source>
        <translation>{0} 个元素</translation>
    </message>
    <message>
        <source>Private element of {0}</source>
        <translation>{0} 的私有元素</translation>
    </message>
    <message>
        <source>The beginning of a value of {0} bytes is shown.</source>
        <translation>该值共 {0} 字节，此处仅显示开头部分。</translation>
    </message>
    <message>
        <source>The character set of this text was guessed.</source>
        <translation>此文本的字符集为推测所得。</translation>
    </message>
    <message>
        <source>This is a NIfTI file: it has no DICOM header. Below are the fields of its own.</source>
        <translation>这是 NIfTI 文件，没有 DICOM 文件头。以下是它自身的文件头字段。</translation>
    </message>
    <message>
        <source>This is a photograph: it has no DICOM header. Below is what the camera wrote (EXIF).</source>
        <translation>这是一张照片，没有 DICOM 文件头。以下是相机写入的信息（EXIF）。</translation>
    </message>
    <message>
        <source>This is a photograph: it has no DICOM header, and no EXIF entries either.</source>
        <translation>这是一张照片，没有 DICOM 文件头，也没有 EXIF 信息。</translation>
    </message>
    <message>
        <source>The file ends early: this is what is there.</source>
        <translation>文件不完整：此处显示现有的内容。</translation>
    </message>
    <message>
        <source>The header is damaged: this is what stands before the damage.</source>
        <translation>文件头已损坏：此处显示损坏处之前的内容。</translation>
    </message>
    <message>
        <source>The header has more elements than are shown here.</source>
        <translation>文件头的元素过多，此处未全部显示。</translation>
    </message>
    <message>
        <source>Sequences are nested too deeply: what stands before that is shown.</source>
        <translation>序列嵌套过深：此处显示在此之前的内容。</translation>
    </message>
    <message>
        <source>Elements behind the pixel data, if there are any, are not shown.</source>
        <translation>像素数据之后如有其他元素，此处不显示。</translation>
    </message>
    <message>
        <source>The header could not be read: {0}</source>
        <translation>无法读取文件头：{0}</translation>
    </message>
    <message>
        <source>Image {0} of {1}</source>
        <translation>第 {0} 幅，共 {1} 幅</translation>
    </message>
    <message>
        <source>DICOM header</source>
        <translation>DICOM 文件头</translation>
    </message>
    <message>
        <source>Search tags, names and values</source>
        <translation>搜索标签、名称和值</translation>
    </message>
    <message>
        <source>Elements of the header</source>
        <translation>文件头的元素</translation>
    </message>
    <message>
        <source>Copy rows</source>
        <translation>复制所选行</translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation>复制值</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>全部复制</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>{0} of {1} elements</source>
        <translation>{0} / {1} 个元素</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>VR</source>
        <translation>VR</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
</context>
<context>
    <name>JobSheet</name>
    <message>
        <source>Job</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>What was sent</source>
        <translation>发送的内容</translation>
    </message>
    <message>
        <source>Result files</source>
        <translation>结果文件</translation>
    </message>
    <message>
        <source>not fetched yet</source>
        <translation>尚未取回</translation>
    </message>
    <message>
        <source>could not be fetched</source>
        <translation>未能取回</translation>
    </message>
    <message>
        <source>Analysis</source>
        <translation>分析</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>序列</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>费用</translation>
    </message>
    <message>
        <source>run again although a result was there</source>
        <translation>已有结果，仍重新分析</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>RequestId</source>
        <translation>RequestId</translation>
    </message>
    <message>
        <source>Answer kept as</source>
        <translation>应答保存为</translation>
    </message>
    <message>
        <source>Unreadable answer kept as</source>
        <translation>无法读取的应答保存为</translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation>提出时间</translation>
    </message>
    <message>
        <source>Made ready</source>
        <translation>准备完成</translation>
    </message>
    <message>
        <source>Uploaded</source>
        <translation>上传完成</translation>
    </message>
    <message>
        <source>Result read</source>
        <translation>结果读取</translation>
    </message>
    <message>
        <source>Last change</source>
        <translation>最后变化</translation>
    </message>
    <message>
        <source>Removed or replaced</source>
        <translation>已去除或替换</translation>
    </message>
    <message>
        <source>To</source>
        <translation>发往</translation>
    </message>
    <message>
        <source>Stored at</source>
        <translation>存放于</translation>
    </message>
    <message>
        <source>Way of sending</source>
        <translation>发送方式</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Content (hash)</source>
        <translation>内容（哈希）</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Jobs</name>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Show result</source>
        <translation>查看结果</translation>
    </message>
    <message>
        <source>Details of this job</source>
        <translation>任务详情</translation>
    </message>
    <message>
        <source>No analysis yet. What you send is listed here, with its state and cost.</source>
        <translation>尚无分析。您发送的内容会列在这里，并显示状态和费用。</translation>
    </message>
    <message>
        <source>Show older jobs</source>
        <translation>显示更早的任务</translation>
    </message>
    <message>
        <source>local service</source>
        <translation>本地服务</translation>
    </message>
    <message>
        <source>Preparing</source>
        <translation>准备中</translation>
    </message>
    <message>
        <source>Uploading</source>
        <translation>上传中</translation>
    </message>
    <message>
        <source>Submitting</source>
        <translation>提交中</translation>
    </message>
    <message>
        <source>Sent, outcome unknown</source>
        <translation>已发送，结果未知</translation>
    </message>
    <message>
        <source>The service is working</source>
        <translation>服务处理中</translation>
    </message>
    <message>
        <source>Queued at the service</source>
        <translation>服务端排队中</translation>
    </message>
    <message>
        <source>Finished at the service</source>
        <translation>服务端已完成</translation>
    </message>
    <message>
        <source>Failed at the service</source>
        <translation>服务端处理失败</translation>
    </message>
    <message>
        <source>Took too long at the service</source>
        <translation>服务端处理超时</translation>
    </message>
    <message>
        <source>Given up by the service after retries</source>
        <translation>服务端多次重试后放弃</translation>
    </message>
    <message>
        <source>Reading the answer</source>
        <translation>读取应答</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Fetching result files</source>
        <translation>正在取回结果文件</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>正在取消…</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>排队中</translation>
    </message>
    <message>
        <source>Analysed on {0}: that result is given, nothing was sent. --again runs it anew.</source>
        <translation>已于 {0} 分析过：给出该结果，未发送任何内容。使用 --again 可重新分析。</translation>
    </message>
    <message>
        <source>Left, outcome unknown</source>
        <translation>不再处理，结果未知</translation>
    </message>
    <message>
        <source>Not run</source>
        <translation>未运行</translation>
    </message>
    <message>
        <source>next in the queue</source>
        <translation>下一个</translation>
    </message>
    <message>
        <source>no. {0} in the queue</source>
        <translation>队列第 {0} 位</translation>
    </message>
    <message>
        <source>{0}/s</source>
        <translation>{0}/s</translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation>剩余 {0}</translation>
    </message>
    <message>
        <source>{0} under way</source>
        <translation>{0} 个进行中</translation>
    </message>
    <message>
        <source>{0} queued</source>
        <translation>{0} 个排队</translation>
    </message>
    <message>
        <source>{0} billed in all</source>
        <translation>共计费 {0} 次</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} 秒</translation>
    </message>
    <message>
        <source>{0} min {1} s</source>
        <translation>{0} 分 {1} 秒</translation>
    </message>
    <message>
        <source>{0} h {1} min</source>
        <translation>{0} 小时 {1} 分</translation>
    </message>
    <message>
        <source>free</source>
        <translation>免费</translation>
    </message>
    <message>
        <source>{0} billed</source>
        <translation>计费 {0} 次</translation>
    </message>
    <message>
        <source>Least confidence (Threshold)</source>
        <translation>最低置信度（Threshold）</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>科室</translation>
    </message>
    <message>
        <source>Kind of turn</source>
        <translation>问题类型</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>Language of the answer</source>
        <translation>应答语言</translation>
    </message>
    <message>
        <source>Number of landmarks</source>
        <translation>标志点数目</translation>
    </message>
    <message>
        <source>Database (DbName)</source>
        <translation>图像库 (DbName)</translation>
    </message>
    <message>
        <source>Most results (Limit)</source>
        <translation>最多结果数 (Limit)</translation>
    </message>
    <message>
        <source>Threshold {0}</source>
        <translation>阈值（Threshold）{0}</translation>
    </message>
    <message>
        <source>Database {0}</source>
        <translation>图像库 {0}</translation>
    </message>
    <message>
        <source>At most {0} results</source>
        <translation>最多 {0} 个结果</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>重新发送</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>不再处理</translation>
    </message>
    <message>
        <source>Another window or script runs {0}: cancel it there.</source>
        <translation>另一个窗口或脚本正在运行 {0}：请在那里取消。</translation>
    </message>
</context>
<context>
    <name>Joining</name>
    <message>
        <source>, </source>
        <comment>between facts in a list</comment>
        <translation>，</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Wheel</source>
        <translation>滚轮</translation>
    </message>
    <message>
        <source>Next or previous image (Shift: ten)</source>
        <translation>上一幅或下一幅（Shift：十幅）</translation>
    </message>
    <message>
        <source>Ctrl + wheel</source>
        <translation>Ctrl + 滚轮</translation>
    </message>
    <message>
        <source>Zoom at the pointer</source>
        <translation>以指针为中心缩放</translation>
    </message>
    <message>
        <source>Left drag</source>
        <translation>左键拖动</translation>
    </message>
    <message>
        <source>Grey window (Shift: fine, Ctrl: coarse)</source>
        <translation>调窗（Shift：精细，Ctrl：粗调）</translation>
    </message>
    <message>
        <source>Select several findings</source>
        <translation>选择多个结果</translation>
    </message>
    <message>
        <source>Drag</source>
        <translation>拖动</translation>
    </message>
    <message>
        <source>Move or resize what is edited (E)</source>
        <translation>移动或缩放正在修改的结果 (E)</translation>
    </message>
    <message>
        <source>Arrow keys</source>
        <translation>方向键</translation>
    </message>
    <message>
        <source>Move it a pixel (Shift: 0.1 mm)</source>
        <translation>将其移动一个像素（Shift：0.1 mm）</translation>
    </message>
    <message>
        <source>Clicks or a drag, then Enter</source>
        <translation>点击或拖动，然后回车</translation>
    </message>
    <message>
        <source>Outline a tooth (O); Backspace takes a point back</source>
        <translation>勾画牙齿轮廓（O）;退格键撤回一个点</translation>
    </message>
    <message>
        <source>Shift + click</source>
        <translation>Shift + 点击</translation>
    </message>
    <message>
        <source>Take a point out of an outline that is edited</source>
        <translation>从正在编辑的轮廓中去掉一个点</translation>
    </message>
    <message>
        <source>Ctrl + click</source>
        <translation>Ctrl + 单击</translation>
    </message>
    <message>
        <source>X, 1 … 5</source>
        <translation>X，1 … 5</translation>
    </message>
    <message>
        <source>Reject, and why</source>
        <translation>排除及原因</translation>
    </message>
    <message>
        <source>Middle drag</source>
        <translation>中键拖动</translation>
    </message>
    <message>
        <source>Move the image</source>
        <translation>移动图像</translation>
    </message>
    <message>
        <source>Right drag</source>
        <translation>右键拖动</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Right click</source>
        <translation>右键单击</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
    <message>
        <source>Double click</source>
        <translation>双击</translation>
    </message>
    <message>
        <source>Fit, or back</source>
        <translation>适应窗口，或返回</translation>
    </message>
    <message>
        <source>Grey window: file, CT presets, automatic</source>
        <translation>灰度窗：文件、CT 预设、自动</translation>
    </message>
    <message>
        <source>Keyboard and mouse</source>
        <translation>键盘与鼠标</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Landmarks</name>
    <message>
        <source>Sella</source>
        <translation>蝶鞍点</translation>
    </message>
    <message>
        <source>Centre of the sella turcica</source>
        <translation>蝶鞍影像的中心</translation>
    </message>
    <message>
        <source>Nasion</source>
        <translation>鼻根点</translation>
    </message>
    <message>
        <source>Most anterior point of the frontonasal suture</source>
        <translation>鼻额缝的最前点</translation>
    </message>
    <message>
        <source>Porion</source>
        <translation>耳点</translation>
    </message>
    <message>
        <source>Top of the bony ear canal</source>
        <translation>骨性外耳道的最上点</translation>
    </message>
    <message>
        <source>Orbitale</source>
        <translation>眶点</translation>
    </message>
    <message>
        <source>Lowest point of the lower rim of the orbit</source>
        <translation>眶下缘的最低点</translation>
    </message>
    <message>
        <source>Basion</source>
        <translation>颅底点</translation>
    </message>
    <message>
        <source>Middle of the front edge of the foramen magnum</source>
        <translation>枕骨大孔前缘的中点</translation>
    </message>
    <message>
        <source>Articulare</source>
        <translation>关节点</translation>
    </message>
    <message>
        <source>Where the back of the condylar neck crosses the outline of the cranial base</source>
        <translation>髁突颈后缘与颅底外缘影像的交点</translation>
    </message>
    <message>
        <source>Condylion</source>
        <translation>髁顶点</translation>
    </message>
    <message>
        <source>Top of the condyle, at its back</source>
        <translation>髁突的最上（后上）点</translation>
    </message>
    <message>
        <source>Posterior condylion</source>
        <translation>髁突后缘点</translation>
    </message>
    <message>
        <source>Most posterior point of the head of the condyle</source>
        <translation>髁突后缘的最后点</translation>
    </message>
    <message>
        <source>Pterygoid point</source>
        <translation>翼点</translation>
    </message>
    <message>
        <source>Where the pterygopalatine fossa meets the lower edge of the foramen rotundum, behind</source>
        <translation>翼腭窝后壁与圆孔下缘的交点</translation>
    </message>
    <message>
        <source>Pterygomaxillary fissure</source>
        <translation>翼上颌裂点</translation>
    </message>
    <message>
        <source>Lowest point of the outline of the pterygomaxillary fissure</source>
        <translation>翼上颌裂轮廓的最下点</translation>
    </message>
    <message>
        <source>Anterior nasal spine</source>
        <translation>前鼻棘</translation>
    </message>
    <message>
        <source>Tip of the anterior nasal spine</source>
        <translation>前鼻棘的尖端</translation>
    </message>
    <message>
        <source>Posterior nasal spine</source>
        <translation>后鼻棘</translation>
    </message>
    <message>
        <source>Tip of the posterior nasal spine</source>
        <translation>后鼻棘的尖端</translation>
    </message>
    <message>
        <source>A point (subspinale)</source>
        <translation>上齿槽座点</translation>
    </message>
    <message>
        <source>Deepest point of the outline from the anterior nasal spine to the upper alveolar edge</source>
        <translation>前鼻棘与上齿槽缘之间骨性轮廓的最凹点</translation>
    </message>
    <message>
        <source>B point (supramentale)</source>
        <translation>下齿槽座点</translation>
    </message>
    <message>
        <source>Deepest point of the outline from the lower alveolar edge to the chin</source>
        <translation>下齿槽缘与颏前点之间骨性轮廓的最凹点</translation>
    </message>
    <message>
        <source>Pogonion</source>
        <translation>颏前点</translation>
    </message>
    <message>
        <source>Most anterior point of the bony chin</source>
        <translation>骨性颏部的最前点</translation>
    </message>
    <message>
        <source>Gnathion</source>
        <translation>颏顶点</translation>
    </message>
    <message>
        <source>Middle between pogonion and menton on the outline of the chin</source>
        <translation>颏部轮廓上颏前点与颏下点之间的中点</translation>
    </message>
    <message>
        <source>Menton</source>
        <translation>颏下点</translation>
    </message>
    <message>
        <source>Lowest point of the symphysis</source>
        <translation>颏部联合的最下点</translation>
    </message>
    <message>
        <source>D point</source>
        <translation>D点</translation>
    </message>
    <message>
        <source>Centre of the symphysis</source>
        <translation>下颌联合影像的中心</translation>
    </message>
    <message>
        <source>Gonion</source>
        <translation>下颌角点</translation>
    </message>
    <message>
        <source>Point of the angle of the jaw that lies furthest back and down</source>
        <translation>下颌角的后下点</translation>
    </message>
    <message>
        <source>Lower gonial tangent point</source>
        <translation>下缘切点</translation>
    </message>
    <message>
        <source>Where the line from menton touches the lower border at the angle of the jaw</source>
        <translation>自颏下点向下颌角下缘所作切线的切点</translation>
    </message>
    <message>
        <source>Posterior gonial tangent point</source>
        <translation>升支后缘切点</translation>
    </message>
    <message>
        <source>Where the line from articulare touches the back of the ramus</source>
        <translation>自关节点向升支后缘所作切线的切点</translation>
    </message>
    <message>
        <source>Xi point</source>
        <translation>下颌支中心</translation>
    </message>
    <message>
        <source>Centre of the ramus</source>
        <translation>下颌升支的中心</translation>
    </message>
    <message>
        <source>Protuberance menti</source>
        <translation>颏突点</translation>
    </message>
    <message>
        <source>Where the front of the symphysis turns from concave to convex</source>
        <translation>颏联合前缘由凹变凸的转折点</translation>
    </message>
    <message>
        <source>Centre of the condylar neck</source>
        <translation>髁颈中心点</translation>
    </message>
    <message>
        <source>Middle of the condylar neck on the line from basion to nasion</source>
        <translation>颅底点与鼻根点连线上髁突颈的中点</translation>
    </message>
    <message>
        <source>Upper incisor edge</source>
        <translation>上中切牙切缘</translation>
    </message>
    <message>
        <source>Edge of the most prominent upper central incisor</source>
        <translation>最突出的上中切牙切缘</translation>
    </message>
    <message>
        <source>Upper incisor apex</source>
        <translation>上中切牙根尖</translation>
    </message>
    <message>
        <source>Root apex of the most prominent upper central incisor</source>
        <translation>最突出的上中切牙根尖</translation>
    </message>
    <message>
        <source>Lower incisor edge</source>
        <translation>下中切牙切缘</translation>
    </message>
    <message>
        <source>Edge of the most prominent lower central incisor</source>
        <translation>最突出的下中切牙切缘</translation>
    </message>
    <message>
        <source>Lower incisor apex</source>
        <translation>下中切牙根尖</translation>
    </message>
    <message>
        <source>Root apex of the most prominent lower central incisor</source>
        <translation>最突出的下中切牙根尖</translation>
    </message>
    <message>
        <source>Upper molar cusp</source>
        <translation>上第一磨牙近中颊尖</translation>
    </message>
    <message>
        <source>Mesiobuccal cusp of the upper first molar</source>
        <translation>上颌第一磨牙的近中颊尖</translation>
    </message>
    <message>
        <source>Lower molar cusp</source>
        <translation>下第一磨牙近中颊尖</translation>
    </message>
    <message>
        <source>Mesiobuccal cusp of the lower first molar</source>
        <translation>下颌第一磨牙的近中颊尖</translation>
    </message>
    <message>
        <source>Upper molar mesial surface</source>
        <translation>U6近中面</translation>
    </message>
    <message>
        <source>Mesial contact of the upper first molar</source>
        <translation>上颌第一磨牙近中面的接触点</translation>
    </message>
    <message>
        <source>Lower molar mesial surface</source>
        <translation>L6近中面</translation>
    </message>
    <message>
        <source>Mesial contact of the lower first molar</source>
        <translation>下颌第一磨牙近中面的接触点</translation>
    </message>
    <message>
        <source>Soft tissue glabella</source>
        <translation>软组织额点</translation>
    </message>
    <message>
        <source>Most anterior point of the forehead</source>
        <translation>额部软组织的最前点</translation>
    </message>
    <message>
        <source>Soft tissue nasion</source>
        <translation>软组织鼻根点</translation>
    </message>
    <message>
        <source>Deepest point of the skin over nasion</source>
        <translation>鼻根部软组织的最凹点</translation>
    </message>
    <message>
        <source>Pronasale</source>
        <translation>鼻尖点</translation>
    </message>
    <message>
        <source>Tip of the nose</source>
        <translation>鼻部的最前点</translation>
    </message>
    <message>
        <source>Columella</source>
        <translation>鼻小柱点</translation>
    </message>
    <message>
        <source>Most anterior point of the columella</source>
        <translation>鼻小柱的最前点</translation>
    </message>
    <message>
        <source>Subnasale</source>
        <translation>鼻底点</translation>
    </message>
    <message>
        <source>Where the columella meets the upper lip</source>
        <translation>鼻小柱与上唇的连接点</translation>
    </message>
    <message>
        <source>Soft tissue A point</source>
        <translation>软组织A点</translation>
    </message>
    <message>
        <source>Deepest point between subnasale and the upper lip</source>
        <translation>鼻底点与上唇之间的最凹点</translation>
    </message>
    <message>
        <source>Upper vermilion border</source>
        <translation>上唇缘点</translation>
    </message>
    <message>
        <source>Border of the vermilion of the upper lip</source>
        <translation>上唇红唇缘的边界点</translation>
    </message>
    <message>
        <source>Most prominent upper lip</source>
        <translation>上唇突点</translation>
    </message>
    <message>
        <source>Most prominent point of the upper lip</source>
        <translation>上唇的最突点</translation>
    </message>
    <message>
        <source>Stomion superius</source>
        <translation>上唇下点</translation>
    </message>
    <message>
        <source>Lowest point of the vermilion of the upper lip</source>
        <translation>上唇红的最下点</translation>
    </message>
    <message>
        <source>Stomion inferius</source>
        <translation>下唇上点</translation>
    </message>
    <message>
        <source>Highest point of the vermilion of the lower lip</source>
        <translation>下唇红的最上点</translation>
    </message>
    <message>
        <source>Most prominent lower lip</source>
        <translation>下唇突点</translation>
    </message>
    <message>
        <source>Most prominent point of the lower lip</source>
        <translation>下唇的最突点</translation>
    </message>
    <message>
        <source>Lower vermilion border</source>
        <translation>下唇缘点</translation>
    </message>
    <message>
        <source>Border of the vermilion of the lower lip</source>
        <translation>下唇红唇缘的边界点</translation>
    </message>
    <message>
        <source>Mentolabial sulcus</source>
        <translation>颏唇沟点</translation>
    </message>
    <message>
        <source>Deepest point between the lower lip and the chin</source>
        <translation>下唇与颏部之间的最凹点</translation>
    </message>
    <message>
        <source>Soft tissue pogonion</source>
        <translation>软组织颏前点</translation>
    </message>
    <message>
        <source>Most anterior point of the skin of the chin</source>
        <translation>颏部软组织的最前点</translation>
    </message>
    <message>
        <source>Soft tissue menton</source>
        <translation>软组织颏下点</translation>
    </message>
    <message>
        <source>Lowest point of the skin of the chin</source>
        <translation>颏部软组织的最下点</translation>
    </message>
    <message>
        <source>Throat point</source>
        <translation>颈点</translation>
    </message>
    <message>
        <source>Deepest point between the floor of the chin and the neck</source>
        <translation>颏下与颈部之间的最凹点</translation>
    </message>
    <message>
        <source>Facial axis point</source>
        <translation>FA点</translation>
    </message>
    <message>
        <source>Middle of the labial surface of the upper incisor crown</source>
        <translation>上中切牙牙冠唇面的中点</translation>
    </message>
</context>
<context>
    <name>Ledger</name>
    <message>
        <source>{0} UTC, event {1}, version {2}</source>
        <translation>{0} UTC，事件 {1}，版本 {2}</translation>
    </message>
    <message>
        <source>event {0}</source>
        <translation>事件 {0}</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>已排除</translation>
    </message>
    <message>
        <source>Decision taken away</source>
        <translation>已撤销判断</translation>
    </message>
    <message>
        <source>Edited</source>
        <translation>已修改</translation>
    </message>
    <message>
        <source>Called otherwise</source>
        <translation>已改类别</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>已添加</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>已移除</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Nothing further</source>
        <translation>无其他发现</translation>
    </message>
    <message>
        <source>“Nothing further” taken back</source>
        <translation>撤回“无其他发现”</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>已撤销</translation>
    </message>
    <message>
        <source>Done again</source>
        <translation>已重做</translation>
    </message>
    <message>
        <source>Signed</source>
        <translation>已签署</translation>
    </message>
    <message>
        <source>Addendum opened</source>
        <translation>已打开补充报告</translation>
    </message>
    <message>
        <source>Own reading closed</source>
        <translation>独立阅片已结束</translation>
    </message>
    <message>
        <source>Findings of the service shown</source>
        <translation>已显示服务的结果</translation>
    </message>
    <message>
        <source>Done again: {0}</source>
        <translation>已重做：{0}</translation>
    </message>
    <message>
        <source>Undone: {0}</source>
        <translation>已撤销：{0}</translation>
    </message>
    <message>
        <source>Signed by {0} on {1}</source>
        <translation>由 {0} 于 {1} 签署</translation>
    </message>
    <message>
        <source>This reading is signed. Open an addendum to change it.</source>
        <translation>此阅片已签署。如需修改，请打开补充报告。</translation>
    </message>
    <message>
        <source>All findings are judged.</source>
        <translation>所有结果均已判断。</translation>
    </message>
    <message>
        <source>{0} of {1} findings are undecided.</source>
        <translation>{1} 个结果中有 {0} 个未判断。</translation>
    </message>
    <message>
        <source>Addendum {0}</source>
        <translation>补充报告 {0}</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}：{1}</translation>
    </message>
    <message>
        <source>comment removed</source>
        <translation>备注已删除</translation>
    </message>
    <message>
        <source>“{0}”</source>
        <translation>“{0}”</translation>
    </message>
    <message>
        <source>image {0}</source>
        <translation>图像 {0}</translation>
    </message>
    <message>
        <source>moved {0} {1}</source>
        <translation>移动 {0} {1}</translation>
    </message>
    <message>
        <source>diameter {0} {1}</source>
        <translation>直径 {0} {1}</translation>
    </message>
    <message>
        <source>length {0} {1}</source>
        <translation>长度 {0} {1}</translation>
    </message>
    <message>
        <source>outline changed</source>
        <translation>轮廓已修改</translation>
    </message>
</context>
<context>
    <name>Lengths</name>
    <message>
        <source>{0} ({1})</source>
        <translation>{0}（{1}）</translation>
    </message>
</context>
<context>
    <name>Library</name>
    <message>
        <source>Forget this study?</source>
        <translation>将此检查移出列表？</translation>
    </message>
    <message>
        <source>It disappears from this list, with the patient's name. Imported copies of its images are deleted; images elsewhere stay. Results and decisions stay: open the study again and they are there.</source>
        <translation>它连同患者姓名将从此列表消失。导入的影像副本会被删除；其他位置的影像保留。结果和判断保留：再次打开该检查即可看到。</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>移出列表</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>资料库</translation>
    </message>
    <message>
        <source>Search name, ID, study, accession number, date</source>
        <translation>搜索姓名、ID、检查、检查号、日期</translation>
    </message>
    <message>
        <source>With undecided findings</source>
        <translation>有未判断的结果</translation>
    </message>
    <message>
        <source>Not signed</source>
        <translation>未签署</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Reading the library…</source>
        <translation>正在读取资料库…</translation>
    </message>
    <message>
        <source>Known studies</source>
        <translation>已知检查</translation>
    </message>
    <message>
        <source>Forget…</source>
        <translation>移出列表…</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>{0} of {1} studies</source>
        <translation>{1} 个检查中的 {0} 个</translation>
    </message>
    <message>
        <source>No study is known yet. Each one that you open stands here from then on.</source>
        <translation>还没有已知检查。此后打开的每个检查都会列在这里。</translation>
    </message>
    <message>
        <source>No study matches. Search for less.</source>
        <translation>没有匹配的检查。请减少搜索条件。</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>患者</translation>
    </message>
    <message>
        <source>Patient ID</source>
        <translation>患者 ID</translation>
    </message>
    <message>
        <source>Study</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Modality</source>
        <translation>模态</translation>
    </message>
    <message>
        <source>Analyses</source>
        <translation>分析</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Signed</source>
        <translation>已签署</translation>
    </message>
    <message>
        <source>Last opened</source>
        <translation>上次打开</translation>
    </message>
    <message>
        <source>{0} of {1} judged</source>
        <translation>已判断 {0} / {1}</translation>
    </message>
    <message>
        <source>Partly</source>
        <translation>部分</translation>
    </message>
</context>
<context>
    <name>LibraryCare</name>
    <message>
        <source>The settings were damaged: the defaults are used. Kept as {0}.</source>
        <translation>设置文件已损坏：现使用默认设置。原文件保留为 {0}。</translation>
    </message>
    <message>
        <source>The ledger of decisions is not as it was left: {0}.</source>
        <translation>操作账本与上次离开时不同：{0}。</translation>
    </message>
    <message>
        <source>The computer's clock went back: from {0} to {1}. Set it right; the order of what was done is kept by number.</source>
        <translation>计算机的时钟倒退了：从 {0} 到 {1}。请校准时钟；操作顺序以编号为准。</translation>
    </message>
</context>
<context>
    <name>LibraryPage</name>
    <message>
        <source>Known studies</source>
        <translation>已知检查</translation>
    </message>
    <message>
        <source>Analyses</source>
        <translation>分析</translation>
    </message>
    <message>
        <source>Events in the ledger</source>
        <translation>判断记录</translation>
    </message>
    <message>
        <source>Files: {0}</source>
        <translation>{0} 个文件</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>数据库</translation>
    </message>
    <message>
        <source>Answers and result files</source>
        <translation>应答和结果文件</translation>
    </message>
    <message>
        <source>Imported images</source>
        <translation>导入的影像</translation>
    </message>
    <message>
        <source>Copies of the library</source>
        <translation>资料库备份</translation>
    </message>
    <message>
        <source>Images made ready to send</source>
        <translation>待发送的影像</translation>
    </message>
    <message>
        <source>The built-in service</source>
        <translation>内置服务</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Compacting; decisions wait meanwhile…</source>
        <translation>正在压缩；其间判断需等待…</translation>
    </message>
    <message>
        <source>Copying the library…</source>
        <translation>正在备份资料库…</translation>
    </message>
    <message>
        <source>Checking the library…</source>
        <translation>正在检查资料库…</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>已停止。</translation>
    </message>
    <message>
        <source>Looking for what can go…</source>
        <translation>正在查找可清理的内容…</translation>
    </message>
    <message>
        <source>There is nothing to clean up.</source>
        <translation>没有可清理的内容。</translation>
    </message>
    <message>
        <source>Clean up?</source>
        <translation>清理？</translation>
    </message>
    <message>
        <source>Clean up</source>
        <translation>清理</translation>
    </message>
    <message>
        <source>Cleaning up…</source>
        <translation>正在清理…</translation>
    </message>
    <message>
        <source>Freed: {0}.</source>
        <translation>已释放：{0}。</translation>
    </message>
    <message>
        <source>Copied to {0}.</source>
        <translation>已备份到 {0}。</translation>
    </message>
    <message>
        <source>This frees {0}:</source>
        <translation>可释放 {0}：</translation>
    </message>
    <message>
        <source>Answers, findings, decisions and what jobs under way need stay in any case.</source>
        <translation>应答、结果、判断以及进行中的任务所需的内容始终保留。</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>资料库</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>正在统计…</translation>
    </message>
    <message>
        <source>Clean up…</source>
        <translation>清理…</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>压缩</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>立即备份</translation>
    </message>
    <message>
        <source>Check the library</source>
        <translation>检查资料库</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
</context>
<context>
    <name>LibraryTrouble</name>
    <message>
        <source>What was there is kept as {0}.</source>
        <translation>原有文件已保留为 {0}。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>After you have mended the cause.</source>
        <translation>在您排除原因之后。</translation>
    </message>
    <message>
        <source>Open for looking only</source>
        <translation>仅供查看地打开</translation>
    </message>
    <message>
        <source>What can be read is shown; nothing can be judged or analysed.</source>
        <translation>能读取的内容都会显示；不能判断，也不能分析。</translation>
    </message>
    <message>
        <source>Bring back the latest copy</source>
        <translation>恢复最近的备份</translation>
    </message>
    <message>
        <source>The copy of {1} takes the place; the present file is kept beside it.</source>
        <translation>用 {1} 的备份替换；现有文件保留在旁边。</translation>
    </message>
    <message>
        <source>Open without that file</source>
        <translation>不用该文件打开</translation>
    </message>
    <message>
        <source>The file that ends in "-wal" is kept under another name.</source>
        <translation>以 "-wal" 结尾的文件改名保留。</translation>
    </message>
    <message>
        <source>Begin a new library</source>
        <translation>新建资料库</translation>
    </message>
    <message>
        <source>An empty one takes the place; the present file is kept beside it.</source>
        <translation>用空的资料库替换；现有文件保留在旁边。</translation>
    </message>
    <message>
        <source>The library cannot be opened</source>
        <translation>无法打开资料库</translation>
    </message>
    <message>
        <source>Close the program</source>
        <translation>关闭程序</translation>
    </message>
</context>
<context>
    <name>Limits</name>
    <message>
        <source>This is {0}; the service takes {1}.</source>
        <translation>这是 {0}；该服务接受 {1}。</translation>
    </message>
    <message>
        <source>Choose a {1} series.</source>
        <translation>请选择 {1} 序列。</translation>
    </message>
    <message>
        <source>Choose the complete series.</source>
        <translation>请选择完整的序列。</translation>
    </message>
    <message>
        <source>Too few slices: {0}; at least {1} are needed.</source>
        <translation>{0} 层过少；至少需要 {1} 层。</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}：{1}</translation>
    </message>
    <message>
        <source>The service takes one image; this has {0}.</source>
        <translation>该服务只接受一幅图像，此处有{0}幅。</translation>
    </message>
    <message>
        <source>Choose one image.</source>
        <translation>请选择一幅图像。</translation>
    </message>
    <message>
        <source>Too many slices: {0}; at most {1} are taken.</source>
        <translation>{0} 层过多；最多接受 {1} 层。</translation>
    </message>
    <message>
        <source>Choose a reconstruction with thicker slices, or fewer files.</source>
        <translation>请选择层厚更大的重建，或减少文件。</translation>
    </message>
    <message>
        <source>The images have {0} pixels; at most {1} are taken.</source>
        <translation>图像为 {0} 像素；最多接受 {1}。</translation>
    </message>
    <message>
        <source>Resample it to {1}, or choose a series with a smaller matrix.</source>
        <translation>请重采样为{1}，或选择矩阵更小的序列。</translation>
    </message>
    <message>
        <source>Slice {0} has {1} MB; at most {2} MB are taken.</source>
        <translation>第{0}层有{1} MB，最多接受{2} MB。</translation>
    </message>
    <message>
        <source>Choose a compressed or smaller series.</source>
        <translation>请选择压缩或更小的序列。</translation>
    </message>
    <message>
        <source>The pixels of slices {0} cannot be read.</source>
        <translation>第 {0} 层的像素无法读取。</translation>
    </message>
    <message>
        <source>Copy the series from its source again.</source>
        <translation>请从来源重新复制该序列。</translation>
    </message>
    <message>
        <source>The files belong to {0} patients.</source>
        <translation>这些文件属于 {0} 位患者。</translation>
    </message>
    <message>
        <source>Open the files of one patient only.</source>
        <translation>请只打开一位患者的文件。</translation>
    </message>
    <message>
        <source>This is a photograph or a NIfTI volume, not a DICOM series.</source>
        <translation>这是照片或 NIfTI 体数据，不是 DICOM 序列。</translation>
    </message>
    <message>
        <source>Choose a DICOM series.</source>
        <translation>请选择 DICOM 序列。</translation>
    </message>
    <message>
        <source>The slices are frames of one enhanced file.</source>
        <translation>各层是一个增强多帧文件中的帧。</translation>
    </message>
    <message>
        <source>Choose the series as single images.</source>
        <translation>请选择单帧图像的序列。</translation>
    </message>
    <message>
        <source>The positions of the slices are not known.</source>
        <translation>各层的位置未知。</translation>
    </message>
    <message>
        <source>Choose an original series from the scanner.</source>
        <translation>请选择设备的原始序列。</translation>
    </message>
    <message>
        <source>The slices are not evenly spaced.</source>
        <translation>各层间距不均匀。</translation>
    </message>
    <message>
        <source>Choose a complete, evenly spaced series.</source>
        <translation>请选择完整且等间距的序列。</translation>
    </message>
    <message>
        <source>The address of the upload has {0} characters; at most {1} are taken.</source>
        <translation>上传地址有 {0} 个字符；最多接受 {1} 个。</translation>
    </message>
    <message>
        <source>Use a shorter bucket name, and keys without a session token.</source>
        <translation>请使用更短的存储桶名称，以及不带会话令牌的密钥。</translation>
    </message>
    <message>
        <source>The address of the upload is not plain ASCII.</source>
        <translation>上传地址含有非 ASCII 字符。</translation>
    </message>
    <message>
        <source>Use a bucket name without Chinese characters.</source>
        <translation>请使用不含中文的存储桶名称。</translation>
    </message>
    <message>
        <source>This series cannot be sent as {0}: {1}.</source>
        <translation>本序列无法以 {0} 方式发送：{1}。</translation>
    </message>
    <message>
        <source>Choose the archive in the settings.</source>
        <translation>请在设置中选择压缩包方式。</translation>
    </message>
    <message>
        <source>The images have {0} pixels; at least {1} are needed.</source>
        <translation>图像为{0}像素，至少需要{1}。</translation>
    </message>
    <message>
        <source>Choose a series with a larger matrix.</source>
        <translation>请选择矩阵更大的序列。</translation>
    </message>
    <message>
        <source>The slices are not axial.</source>
        <translation>图像不是横断面。</translation>
    </message>
    <message>
        <source>Choose the axial series of this examination.</source>
        <translation>请选择该检查的横断面序列。</translation>
    </message>
    <message>
        <source>The slices are not sagittal.</source>
        <translation>图像不是矢状面。</translation>
    </message>
    <message>
        <source>Choose the sagittal series of the spine.</source>
        <translation>请选择脊柱的矢状面序列。</translation>
    </message>
    <message>
        <source>The slices are {0} mm thick; {1} to {2} mm are taken.</source>
        <translation>层厚为{0} mm，仅接受{1}～{2} mm。</translation>
    </message>
    <message>
        <source>Choose or reconstruct a series with slices of {1} to {2} mm.</source>
        <translation>请选择或重建层厚为{1}～{2} mm的序列。</translation>
    </message>
    <message>
        <source>How thick the slices are is not known; {0} to {1} mm are taken.</source>
        <translation>层厚未知，仅接受{0}～{1} mm。</translation>
    </message>
    <message>
        <source>The NIfTI file has several volumes.</source>
        <translation>该NIfTI文件含多个三维数据。</translation>
    </message>
    <message>
        <source>Save the one volume in a file of its own.</source>
        <translation>请将所需的一例数据单独保存为一个文件。</translation>
    </message>
    <message>
        <source>This is not a photograph; the service takes photographs.</source>
        <translation>这不是照片，该服务只接受照片。</translation>
    </message>
    <message>
        <source>Open a JPEG or PNG photograph of the skin.</source>
        <translation>请打开皮肤的JPEG或PNG照片。</translation>
    </message>
    <message>
        <source>The image has {0} MB; at most {1} MB are taken.</source>
        <translation>图像有{0} MB，最多接受{1} MB。</translation>
    </message>
    <message>
        <source>Choose a smaller or compressed image.</source>
        <translation>请选择更小或压缩过的图像。</translation>
    </message>
    <message>
        <source>An input is missing: {0}.</source>
        <translation>缺少输入：{0}。</translation>
    </message>
    <message>
        <source>Choose it before sending.</source>
        <translation>请先选择再发送。</translation>
    </message>
    <message>
        <source>The same images were chosen twice.</source>
        <translation>同一组图像被选择了两次。</translation>
    </message>
    <message>
        <source>Choose another series for one of the inputs.</source>
        <translation>请为其中一项输入选择另一序列。</translation>
    </message>
    <message>
        <source>The inputs are of different patients.</source>
        <translation>各项输入属于不同患者。</translation>
    </message>
    <message>
        <source>Choose two series of the same patient.</source>
        <translation>请选择同一患者的两个序列。</translation>
    </message>
    <message>
        <source>Too many pictures: {0}; at most {1} are taken.</source>
        <translation>图片过多：{0}幅，最多接受{1}幅。</translation>
    </message>
    <message>
        <source>Remove some of the pictures.</source>
        <translation>请移除部分图片。</translation>
    </message>
    <message>
        <source>There is neither a text nor a picture.</source>
        <translation>既没有文字也没有图片。</translation>
    </message>
    <message>
        <source>Write the question, or add a picture.</source>
        <translation>请填写问题或添加图片。</translation>
    </message>
    <message>
        <source>The text has {0} characters; at most {1} are taken.</source>
        <translation>文字有{0}字，最多接受{1}字。</translation>
    </message>
    <message>
        <source>Shorten the text.</source>
        <translation>请缩短文字。</translation>
    </message>
    <message>
        <source>This question belongs to no consultation.</source>
        <translation>该问题不属于任何问诊会话。</translation>
    </message>
    <message>
        <source>Begin with the complaint or with pictures; that starts a consultation.</source>
        <translation>请先发送主诉或图片，以开始问诊。</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>{0} – Viewer</source>
        <translation>{0} – 影像阅片</translation>
    </message>
    <message>
        <source>Viewer</source>
        <translation>影像阅片</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Studies</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>阅片</translation>
    </message>
    <message>
        <source>Q&amp;&amp;A</source>
        <translation>问答</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>Analyse</source>
        <translation>分析</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗位</translation>
    </message>
    <message>
        <source>Grey window: presets on the digit keys</source>
        <translation>窗宽窗位：数字键选择预设</translation>
    </message>
    <message>
        <source>Analysis</source>
        <translation>分析</translation>
    </message>
    <message>
        <source>Similar</source>
        <translation>相似</translation>
    </message>
</context>
<context>
    <name>Measures</name>
    <message>
        <source>Position of the upper jaw to the cranial base</source>
        <translation>上颌相对颅底的前后位置</translation>
    </message>
    <message>
        <source>Position of the lower jaw to the cranial base</source>
        <translation>下颌相对颅底的前后位置</translation>
    </message>
    <message>
        <source>Upper to lower jaw</source>
        <translation>上下颌的前后关系</translation>
    </message>
    <message>
        <source>Position of the symphysis to the cranial base</source>
        <translation>下颌联合相对颅底的前后位置</translation>
    </message>
    <message>
        <source>Maxillary depth</source>
        <translation>上颌深度角</translation>
    </message>
    <message>
        <source>Facial angle</source>
        <translation>面角</translation>
    </message>
    <message>
        <source>Angle of convexity</source>
        <translation>颌凸角</translation>
    </message>
    <message>
        <source>Convexity</source>
        <translation>上颌突度</translation>
    </message>
    <message>
        <source>A-B plane angle</source>
        <translation>上下齿槽座角</translation>
    </message>
    <message>
        <source>Wits appraisal (AO–BO)</source>
        <translation>Wits 值（AO–BO）</translation>
    </message>
    <message>
        <source>Anteroposterior dysplasia indicator</source>
        <translation>前后向不调指数</translation>
    </message>
    <message>
        <source>Chin to NB</source>
        <translation>颏前点至 NB 距</translation>
    </message>
    <message>
        <source>A point to the nasion perpendicular</source>
        <translation>A 点至鼻根垂线距</translation>
    </message>
    <message>
        <source>Pogonion to the nasion perpendicular</source>
        <translation>颏前点至鼻根垂线距</translation>
    </message>
    <message>
        <source>Effective length of the midface</source>
        <translation>有效上颌长度</translation>
    </message>
    <message>
        <source>Effective length of the lower jaw</source>
        <translation>有效下颌长度</translation>
    </message>
    <message>
        <source>Maxillomandibular difference</source>
        <translation>上下颌长度差</translation>
    </message>
    <message>
        <source>Total length of the lower jaw</source>
        <translation>下颌总长</translation>
    </message>
    <message>
        <source>Length of the upper jaw</source>
        <translation>上颌长</translation>
    </message>
    <message>
        <source>Length of the palate</source>
        <translation>腭长</translation>
    </message>
    <message>
        <source>Sella to pterygomaxillary fissure</source>
        <translation>蝶鞍至翼上颌裂距</translation>
    </message>
    <message>
        <source>Body of the lower jaw to pogonion</source>
        <translation>下颌体长（Go–Pog）</translation>
    </message>
    <message>
        <source>Body of the lower jaw</source>
        <translation>下颌体长</translation>
    </message>
    <message>
        <source>Anterior cranial base</source>
        <translation>前颅底长</translation>
    </message>
    <message>
        <source>Posterior cranial base</source>
        <translation>后颅底长</translation>
    </message>
    <message>
        <source>Cranial base to body of the lower jaw</source>
        <translation>前颅底与下颌体长之比</translation>
    </message>
    <message>
        <source>Condyle behind sella, along SN</source>
        <translation>髁突后缘至蝶鞍距（沿 SN）</translation>
    </message>
    <message>
        <source>Chin ahead of sella, along SN</source>
        <translation>颏前点至蝶鞍距（沿 SN）</translation>
    </message>
    <message>
        <source>Condyle behind sella, along FH</source>
        <translation>髁顶点至蝶鞍距（沿 FH）</translation>
    </message>
    <message>
        <source>Mandibular plane to FH</source>
        <translation>下颌平面角（FH）</translation>
    </message>
    <message>
        <source>Mandibular plane to SN</source>
        <translation>下颌平面角（SN）</translation>
    </message>
    <message>
        <source>Go–Gn plane to SN</source>
        <translation>GoGn 平面与 SN 角</translation>
    </message>
    <message>
        <source>Palatal plane to FH</source>
        <translation>腭平面角</translation>
    </message>
    <message>
        <source>Palatal to mandibular plane</source>
        <translation>腭平面与下颌平面角</translation>
    </message>
    <message>
        <source>Occlusal plane to FH</source>
        <translation>咬合平面角（FH）</translation>
    </message>
    <message>
        <source>Occlusal plane to SN</source>
        <translation>咬合平面角（SN）</translation>
    </message>
    <message>
        <source>Y axis to FH</source>
        <translation>Y 轴角</translation>
    </message>
    <message>
        <source>Y axis to SN</source>
        <translation>Y 轴角（SN）</translation>
    </message>
    <message>
        <source>Facial axis</source>
        <translation>面轴角</translation>
    </message>
    <message>
        <source>Facial taper</source>
        <translation>面锥角</translation>
    </message>
    <message>
        <source>Overbite depth indicator</source>
        <translation>覆合深度指数</translation>
    </message>
    <message>
        <source>Lower facial height (angle)</source>
        <translation>下面高角</translation>
    </message>
    <message>
        <source>Mandibular arc</source>
        <translation>下颌弓角</translation>
    </message>
    <message>
        <source>Saddle angle</source>
        <translation>鞍角</translation>
    </message>
    <message>
        <source>Articular angle</source>
        <translation>关节角</translation>
    </message>
    <message>
        <source>Gonial angle</source>
        <translation>下颌角</translation>
    </message>
    <message>
        <source>Upper gonial angle</source>
        <translation>下颌角上部角</translation>
    </message>
    <message>
        <source>Lower gonial angle</source>
        <translation>下颌角下部角</translation>
    </message>
    <message>
        <source>Sum of saddle, articular and gonial angle</source>
        <translation>鞍角、关节角与下颌角之和</translation>
    </message>
    <message>
        <source>Anterior facial height</source>
        <translation>前面高</translation>
    </message>
    <message>
        <source>Upper facial height</source>
        <translation>上面高</translation>
    </message>
    <message>
        <source>Lower facial height</source>
        <translation>下面高</translation>
    </message>
    <message>
        <source>Posterior facial height</source>
        <translation>后面高</translation>
    </message>
    <message>
        <source>Posterior to anterior facial height</source>
        <translation>后前面高比</translation>
    </message>
    <message>
        <source>Lower to whole facial height</source>
        <translation>下面高占全面高之比</translation>
    </message>
    <message>
        <source>Upper to whole facial height</source>
        <translation>上面高占全面高之比</translation>
    </message>
    <message>
        <source>Anterior facial height (palatal plane to menton)</source>
        <translation>前面高（腭平面至颏下点）</translation>
    </message>
    <message>
        <source>Posterior facial height (articulare to mandibular plane)</source>
        <translation>后面高（关节点至下颌平面）</translation>
    </message>
    <message>
        <source>Facial height index</source>
        <translation>面高指数</translation>
    </message>
    <message>
        <source>Height of the ramus</source>
        <translation>下颌升支高</translation>
    </message>
    <message>
        <source>Ramus from articulare</source>
        <translation>升支高（Ar–Go）</translation>
    </message>
    <message>
        <source>Posterior cranial base to ramus</source>
        <translation>后颅底与升支高之比</translation>
    </message>
    <message>
        <source>Interincisal angle</source>
        <translation>上下中切牙角</translation>
    </message>
    <message>
        <source>Upper incisor to SN</source>
        <translation>上中切牙与 SN 角</translation>
    </message>
    <message>
        <source>Inclination of the upper incisor to NA</source>
        <translation>上中切牙与 NA 角</translation>
    </message>
    <message>
        <source>Upper incisor ahead of NA</source>
        <translation>上中切牙至 NA 距</translation>
    </message>
    <message>
        <source>Upper incisor ahead of A–Pog</source>
        <translation>上中切牙至 A–Pog 距</translation>
    </message>
    <message>
        <source>Upper incisor ahead of the A vertical</source>
        <translation>上中切牙至 A 点垂线距</translation>
    </message>
    <message>
        <source>Inclination of the lower incisor to NB</source>
        <translation>下中切牙与 NB 角</translation>
    </message>
    <message>
        <source>Lower incisor ahead of NB</source>
        <translation>下中切牙至 NB 距</translation>
    </message>
    <message>
        <source>Inclination of the lower incisor to A–Pog</source>
        <translation>下中切牙与 A–Pog 角</translation>
    </message>
    <message>
        <source>Lower incisor ahead of A–Pog</source>
        <translation>下中切牙至 A–Pog 距</translation>
    </message>
    <message>
        <source>Lower incisor to the mandibular plane</source>
        <translation>下中切牙与下颌平面角</translation>
    </message>
    <message>
        <source>Lower incisor to FH</source>
        <translation>下中切牙与 FH 角</translation>
    </message>
    <message>
        <source>Lower incisor to the occlusal plane</source>
        <translation>下中切牙与咬合平面角</translation>
    </message>
    <message>
        <source>Upper incisor below the palatal plane</source>
        <translation>上中切牙至腭平面距</translation>
    </message>
    <message>
        <source>Upper molar below the palatal plane</source>
        <translation>上第一磨牙至腭平面距</translation>
    </message>
    <message>
        <source>Lower incisor above the mandibular plane</source>
        <translation>下中切牙至下颌平面距</translation>
    </message>
    <message>
        <source>Lower molar above the mandibular plane</source>
        <translation>下第一磨牙至下颌平面距</translation>
    </message>
    <message>
        <source>Upper molar ahead of the pterygomaxillary fissure</source>
        <translation>上第一磨牙至翼上颌裂距</translation>
    </message>
    <message>
        <source>Overjet</source>
        <translation>覆盖</translation>
    </message>
    <message>
        <source>Overbite</source>
        <translation>覆合</translation>
    </message>
    <message>
        <source>Upper lip to the E line</source>
        <translation>上唇至审美平面距</translation>
    </message>
    <message>
        <source>Lower lip to the E line</source>
        <translation>下唇至审美平面距</translation>
    </message>
    <message>
        <source>Upper lip to Sn–Pog'</source>
        <translation>上唇至 Sn–Pog' 距</translation>
    </message>
    <message>
        <source>Lower lip to Sn–Pog'</source>
        <translation>下唇至 Sn–Pog' 距</translation>
    </message>
    <message>
        <source>Lower lip to the H line</source>
        <translation>下唇至 H 线距</translation>
    </message>
    <message>
        <source>Z angle</source>
        <translation>Z 角</translation>
    </message>
    <message>
        <source>H angle</source>
        <translation>H 角</translation>
    </message>
    <message>
        <source>Nasolabial angle</source>
        <translation>鼻唇角</translation>
    </message>
    <message>
        <source>Thickness of the upper lip at the incisor</source>
        <translation>上唇紧张度（上切牙处唇厚）</translation>
    </message>
    <message>
        <source>Length of the upper lip</source>
        <translation>上唇长</translation>
    </message>
    <message>
        <source>Gap between the lips</source>
        <translation>唇间隙</translation>
    </message>
    <message>
        <source>Upper incisor below the upper lip</source>
        <translation>上中切牙暴露量</translation>
    </message>
    <message>
        <source>Upper lip to lower lip and chin</source>
        <translation>上唇与下唇颏部高度比</translation>
    </message>
    <message>
        <source>Facial convexity</source>
        <translation>面突角</translation>
    </message>
    <message>
        <source>Soft tissue profile angle</source>
        <translation>软组织面突角</translation>
    </message>
    <message>
        <source>Soft tissue facial angle</source>
        <translation>软组织面角</translation>
    </message>
    <message>
        <source>Chin ahead of the nasion vertical</source>
        <translation>软组织颏前点至鼻根垂线距</translation>
    </message>
    <message>
        <source>Chin ahead of the glabella vertical</source>
        <translation>软组织颏前点至额点垂线距</translation>
    </message>
    <message>
        <source>Subnasale ahead of the nasion vertical</source>
        <translation>鼻底点至鼻根垂线距</translation>
    </message>
    <message>
        <source>Subnasale ahead of the glabella vertical</source>
        <translation>鼻底点至额点垂线距</translation>
    </message>
    <message>
        <source>Prominence of the nose</source>
        <translation>鼻突度</translation>
    </message>
    <message>
        <source>Depth of the upper lip sulcus</source>
        <translation>上唇沟深度</translation>
    </message>
    <message>
        <source>Subnasale to the H line</source>
        <translation>鼻底点至 H 线距</translation>
    </message>
    <message>
        <source>Mentolabial sulcus to the H line</source>
        <translation>颏唇沟至 H 线距</translation>
    </message>
    <message>
        <source>Depth of the mentolabial sulcus</source>
        <translation>颏唇沟深度</translation>
    </message>
    <message>
        <source>Thickness of the chin</source>
        <translation>颏部软组织厚度</translation>
    </message>
    <message>
        <source>Middle to lower third of the face</source>
        <translation>面中部与面下部高度比</translation>
    </message>
    <message>
        <source>Angle of lower face and throat</source>
        <translation>面颈角（下颜面咽喉角）</translation>
    </message>
    <message>
        <source>Height of the lower face to depth of the throat</source>
        <translation>下面高与颏颈深度比</translation>
    </message>
    <message>
        <source>by tangents</source>
        <translation>切线法</translation>
    </message>
    <message>
        <source>straight</source>
        <translation>直线距离</translation>
    </message>
    <message>
        <source>at right angles to FH</source>
        <translation>垂直于 FH</translation>
    </message>
    <message>
        <source>without sign</source>
        <translation>不带正负号</translation>
    </message>
    <message>
        <source>full angle</source>
        <translation>全角</translation>
    </message>
    <message>
        <source>minus 90°</source>
        <translation>减 90°</translation>
    </message>
    <message>
        <source>Go1–Me, minus 90°</source>
        <translation>Go1–Me，减 90°</translation>
    </message>
    <message>
        <source>{0} ({1})</source>
        <translation>{0}（{1}）</translation>
    </message>
    <message>
        <source>Not measured: {0} missing</source>
        <translation>无法测量：缺少 {0}</translation>
    </message>
    <message>
        <source>Not measured: the film is not calibrated</source>
        <translation>无法测量：影像未标定</translation>
    </message>
    <message>
        <source>Not measured: landmarks coincide</source>
        <translation>无法测量：标志点重合</translation>
    </message>
    <message>
        <source>Sagittal</source>
        <translation>矢状向</translation>
    </message>
    <message>
        <source>Vertical</source>
        <translation>垂直向</translation>
    </message>
    <message>
        <source>Teeth</source>
        <translation>牙</translation>
    </message>
    <message>
        <source>Soft tissue</source>
        <translation>软组织</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>Open recent</source>
        <translation>最近打开</translation>
    </message>
    <message>
        <source>Grey window</source>
        <translation>窗宽窗位</translation>
    </message>
    <message>
        <source>&amp;Analyse</source>
        <translation>分析(&amp;A)</translation>
    </message>
    <message>
        <source>Call it</source>
        <translation>归类为</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Images</source>
        <translation>图像(&amp;I)</translation>
    </message>
    <message>
        <source>Fi&amp;ndings</source>
        <translation>结果(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Similar cases</source>
        <translation>相似病例</translation>
    </message>
</context>
<context>
    <name>Norms</name>
    <message>
        <source>Peking University</source>
        <translation>北京大学正常值</translation>
    </message>
    <message>
        <source>West China</source>
        <translation>华西正常值</translation>
    </message>
    <message>
        <source>Shanghai Ninth Hospital</source>
        <translation>上海九院正常值</translation>
    </message>
    <message>
        <source>Steiner, Chinese</source>
        <translation>Steiner，中国人</translation>
    </message>
    <message>
        <source>Downs, Chinese</source>
        <translation>Downs，中国人</translation>
    </message>
    <message>
        <source>Tweed, Chinese</source>
        <translation>Tweed，中国人</translation>
    </message>
    <message>
        <source>Ricketts, Chinese</source>
        <translation>Ricketts，中国人</translation>
    </message>
    <message>
        <source>McNamara, Chinese children</source>
        <translation>McNamara，中国儿童</translation>
    </message>
    <message>
        <source>Jarabak, Chinese</source>
        <translation>Jarabak，中国人</translation>
    </message>
    <message>
        <source>Holdaway, Chinese</source>
        <translation>Holdaway，中国人</translation>
    </message>
    <message>
        <source>Burstone, Chinese</source>
        <translation>Burstone，中国人</translation>
    </message>
    <message>
        <source>Wylie, Chinese</source>
        <translation>Wylie，中国人</translation>
    </message>
    <message>
        <source>Sichuan, men</source>
        <translation>四川汉族成年男性</translation>
    </message>
    <message>
        <source>Sichuan, women</source>
        <translation>四川汉族成年女性</translation>
    </message>
    <message>
        <source>Southern Chinese</source>
        <translation>华南（香港）成人</translation>
    </message>
    <message>
        <source>Steiner, original</source>
        <translation>Steiner 原始值</translation>
    </message>
    <message>
        <source>Downs, original</source>
        <translation>Downs 原始值</translation>
    </message>
    <message>
        <source>Tweed, original</source>
        <translation>Tweed 原始值</translation>
    </message>
    <message>
        <source>Ricketts, original</source>
        <translation>Ricketts 原始值</translation>
    </message>
    <message>
        <source>McNamara, women</source>
        <translation>McNamara 成年女性</translation>
    </message>
    <message>
        <source>McNamara, men</source>
        <translation>McNamara 成年男性</translation>
    </message>
    <message>
        <source>Jarabak, original</source>
        <translation>Jarabak 原始值</translation>
    </message>
    <message>
        <source>Björk</source>
        <translation>Björk 正常范围</translation>
    </message>
    <message>
        <source>Wits, men</source>
        <translation>Wits 男性</translation>
    </message>
    <message>
        <source>Wits, women</source>
        <translation>Wits 女性</translation>
    </message>
    <message>
        <source>Holdaway, original</source>
        <translation>Holdaway 原始值</translation>
    </message>
    <message>
        <source>Burstone, original</source>
        <translation>Burstone 原始值</translation>
    </message>
    <message>
        <source>Ricketts E line</source>
        <translation>Ricketts E 线原始值</translation>
    </message>
    <message>
        <source>Kim</source>
        <translation>Kim 正常值</translation>
    </message>
    <message>
        <source>low</source>
        <translation>偏小</translation>
    </message>
    <message>
        <source>normal</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>high</source>
        <translation>偏大</translation>
    </message>
    <message>
        <source>within 1 SD</source>
        <translation>1 个标准差以内</translation>
    </message>
    <message>
        <source>1 to 2 SD away</source>
        <translation>偏离 1–2 个标准差</translation>
    </message>
    <message>
        <source>more than 2 SD away</source>
        <translation>偏离超过 2 个标准差</translation>
    </message>
    <message>
        <source>no deviation known</source>
        <translation>无法判断偏离</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>中国人</translation>
    </message>
    <message>
        <source>southern Chinese</source>
        <translation>华南人群</translation>
    </message>
    <message>
        <source>Han of Sichuan</source>
        <translation>四川汉族</translation>
    </message>
    <message>
        <source>Caucasian</source>
        <translation>白种人</translation>
    </message>
    <message>
        <source>as textbooks have it, not checked in the paper</source>
        <translation>据教科书，未核对原文</translation>
    </message>
    <message>
        <source>whom the values are from is not stated but worked out</source>
        <translation>样本来源未注明，系推断</translation>
    </message>
    <message>
        <source>rounded and put together from several papers</source>
        <translation>由多篇文献取整汇总</translation>
    </message>
    <message>
        <source>male</source>
        <translation>男</translation>
    </message>
    <message>
        <source>female</source>
        <translation>女</translation>
    </message>
    <message>
        <source>ages not stated</source>
        <translation>年龄未注明</translation>
    </message>
    <message>
        <source>from {0} years</source>
        <translation>{0} 岁及以上</translation>
    </message>
    <message>
        <source>{0} to {1} years</source>
        <translation>{0}–{1} 岁</translation>
    </message>
    <message>
        <source>Out of line with all other tables: perhaps a misprint or another method</source>
        <translation>与其他各表明显不符，可能为印刷错误或测量方法不同</translation>
    </message>
    <message>
        <source>The patient is younger than the people these norms are from ({0}).</source>
        <translation>患者年龄小于该正常值的样本（{0}）。</translation>
    </message>
    <message>
        <source>The patient is older than the people these norms are from ({0}).</source>
        <translation>患者年龄大于该正常值的样本（{0}）。</translation>
    </message>
    <message>
        <source>These norms are of the other sex ({0}).</source>
        <translation>该正常值来自另一性别（{0}）。</translation>
    </message>
    <message>
        <source>The patient's age is not known; check that these norms fit ({0}).</source>
        <translation>患者年龄未知，请确认该正常值是否适用（{0}）。</translation>
    </message>
    <message>
        <source>The patient's sex is not known; these norms are of one sex ({0}).</source>
        <translation>患者性别未知，该正常值仅适用于一种性别（{0}）。</translation>
    </message>
    <message>
        <source>The patient is still growing; these norms do not say for what age ({0}).</source>
        <translation>患者仍在生长发育，该正常值未注明适用年龄（{0}）。</translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message>
        <source>Looking for images…</source>
        <translation>正在查找图像…</translation>
    </message>
    <message>
        <source>{files} files looked at, {images} images</source>
        <translation>已查看 {files} 个文件，{images} 幅图像</translation>
    </message>
    <message>
        <source>Images opened: {0}</source>
        <translation>已打开 {0} 幅图像</translation>
    </message>
    <message>
        <source>Documents opened: {0}</source>
        <translation>已打开 {0} 份文档</translation>
    </message>
    <message>
        <source>Files skipped: {0}</source>
        <translation>已跳过 {0} 个文件</translation>
    </message>
    <message>
        <source>Images of this series that could not be read completely: {0}</source>
        <translation>本序列有 {0} 幅图像未能完整读取</translation>
    </message>
    <message>
        <source>Show why</source>
        <translation>查看原因</translation>
    </message>
</context>
<context>
    <name>Overlay</name>
    <message>
        <source>GGO</source>
        <translation>磨玻璃</translation>
    </message>
    <message>
        <source>part-solid</source>
        <translation>部分实性</translation>
    </message>
    <message>
        <source>solid</source>
        <translation>实性</translation>
    </message>
    <message>
        <source>plane unknown</source>
        <translation>平面未知</translation>
    </message>
    <message>
        <source>calibrated</source>
        <translation>已校准</translation>
    </message>
    <message>
        <source>at the detector</source>
        <translation>探测器平面</translation>
    </message>
    <message>
        <source>estimated, ÷ {0}</source>
        <translation>估算，÷ {0}</translation>
    </message>
    <message>
        <source>on the film</source>
        <translation>胶片上</translation>
    </message>
    <message>
        <source>ultrasound region</source>
        <translation>超声区域</translation>
    </message>
    <message>
        <source>NIfTI header</source>
        <translation>NIfTI 文件头</translation>
    </message>
    <message>
        <source>no scale</source>
        <translation>无比例</translation>
    </message>
    <message>
        <source>calibrated: geometry</source>
        <translation>已校准：几何</translation>
    </message>
    <message>
        <source>calibrated: fiducial</source>
        <translation>已校准：参照物</translation>
    </message>
    <message>
        <source>L</source>
        <comment>the patient's side</comment>
        <translation>左</translation>
    </message>
    <message>
        <source>R</source>
        <comment>the patient's side</comment>
        <translation>右</translation>
    </message>
    <message>
        <source>normal</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>degeneration</source>
        <translation>退变</translation>
    </message>
    <message>
        <source>bulge</source>
        <translation>膨出</translation>
    </message>
    <message>
        <source>asymmetric bulge</source>
        <translation>非对称膨出</translation>
    </message>
    <message>
        <source>protrusion</source>
        <translation>突出</translation>
    </message>
    <message>
        <source>extrusion</source>
        <translation>脱出</translation>
    </message>
    <message>
        <source>Schmorl's node</source>
        <translation>疝出</translation>
    </message>
    <message>
        <source>other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>operated</source>
        <translation>已手术</translation>
    </message>
    <message>
        <source>lateral view</source>
        <translation>侧位片</translation>
    </message>
    <message>
        <source>displaced</source>
        <translation>错位</translation>
    </message>
    <message>
        <source>non-displaced</source>
        <translation>无错位</translation>
    </message>
    <message>
        <source>old</source>
        <translation>陈旧</translation>
    </message>
    <message>
        <source>disease</source>
        <translation>疾病</translation>
    </message>
    <message>
        <source>{0} ({1})</source>
        <comment>disease and its status</comment>
        <translation>{0}（{1}）</translation>
    </message>
    <message>
        <source>Garden {0}</source>
        <translation>Garden {0}</translation>
    </message>
    <message>
        <source>KL {0}</source>
        <translation>KL {0}</translation>
    </message>
    <message>
        <source>rib {0}</source>
        <translation>第 {0} 肋</translation>
    </message>
    <message>
        <source>rib fracture</source>
        <translation>肋骨骨折</translation>
    </message>
    <message>
        <source>fracture</source>
        <translation>骨折</translation>
    </message>
    <message>
        <source>Ca {0}</source>
        <translation>钙化 {0}</translation>
    </message>
    <message>
        <source>Ca, all</source>
        <translation>全部钙化</translation>
    </message>
    <message>
        <source>opacity</source>
        <translation>病灶</translation>
    </message>
    <message>
        <source>{0} mL</source>
        <translation>{0} mL</translation>
    </message>
    <message>
        <source>{0} mm³</source>
        <translation>{0} mm³</translation>
    </message>
    <message>
        <source>{0} mm</source>
        <translation>{0} mm</translation>
    </message>
    <message>
        <source>{0} px</source>
        <translation>{0} 像素</translation>
    </message>
    <message>
        <source>{0} cm</source>
        <translation>{0} cm</translation>
    </message>
    <message>
        <source>Image {0}/{1}</source>
        <translation>图像 {0}/{1}</translation>
    </message>
    <message>
        <source>Series {0}</source>
        <translation>序列 {0}</translation>
    </message>
    <message>
        <source>Zoom {0}</source>
        <translation>缩放 {0}</translation>
    </message>
    <message>
        <source>Thickness {0} mm</source>
        <translation>层厚 {0} mm</translation>
    </message>
    <message>
        <source>Location {0} mm</source>
        <translation>位置 {0} mm</translation>
    </message>
    <message>
        <source>born {0}</source>
        <translation>出生 {0}</translation>
    </message>
    <message>
        <source>Lossy compression</source>
        <translation>有损压缩</translation>
    </message>
    <message>
        <source>Lossy compression {0}:1</source>
        <translation>有损压缩 {0}:1</translation>
    </message>
    <message>
        <source>{0} (reading of the name uncertain)</source>
        <translation>{0}（姓名识读不确定）</translation>
    </message>
    <message>
        <source>Graphics of the file are left out: they may name the patient</source>
        <translation>文件自带的图形已略去：其中可能含有患者姓名</translation>
    </message>
    <message>
        <source>Not for diagnosis</source>
        <translation>不用于诊断</translation>
    </message>
    <message>
        <source>caries</source>
        <translation>龋齿</translation>
    </message>
    <message>
        <source>tooth wear</source>
        <translation>牙磨损</translation>
    </message>
    <message>
        <source>wedge defect</source>
        <translation>楔状缺损</translation>
    </message>
    <message>
        <source>residual crown</source>
        <translation>残冠</translation>
    </message>
    <message>
        <source>residual root</source>
        <translation>残根</translation>
    </message>
    <message>
        <source>gum recession</source>
        <translation>牙龈退缩</translation>
    </message>
    <message>
        <source>periapical lesion</source>
        <translation>根尖周病变</translation>
    </message>
    <message>
        <source>bone resorption</source>
        <translation>牙槽骨吸收</translation>
    </message>
    <message>
        <source>impacted</source>
        <translation>阻生</translation>
    </message>
    <message>
        <source>embedded</source>
        <translation>埋伏</translation>
    </message>
    <message>
        <source>retained primary</source>
        <translation>乳牙滞留</translation>
    </message>
    <message>
        <source>elongated</source>
        <translation>伸长</translation>
    </message>
    <message>
        <source>microdontia</source>
        <translation>过小牙</translation>
    </message>
    <message>
        <source>supernumerary</source>
        <translation>多生牙</translation>
    </message>
    <message>
        <source>no room to erupt</source>
        <translation>萌出间隙不足</translation>
    </message>
    <message>
        <source>dense bone</source>
        <translation>高密度骨</translation>
    </message>
    <message>
        <source>thin bone</source>
        <translation>低密度骨</translation>
    </message>
    <message>
        <source>crown</source>
        <translation>全冠</translation>
    </message>
    <message>
        <source>filling</source>
        <translation>充填体</translation>
    </message>
    <message>
        <source>implant</source>
        <translation>种植体</translation>
    </message>
    <message>
        <source>bridge</source>
        <translation>固定桥</translation>
    </message>
    <message>
        <source>root filling</source>
        <translation>根管充填</translation>
    </message>
    <message>
        <source>crowding</source>
        <translation>牙列拥挤</translation>
    </message>
    <message>
        <source>calculus</source>
        <translation>牙结石</translation>
    </message>
    <message>
        <source>gum changes</source>
        <translation>牙龈异常</translation>
    </message>
    <message>
        <source>discolouration</source>
        <translation>牙色异常</translation>
    </message>
    <message>
        <source>fluorosis</source>
        <translation>氟牙症</translation>
    </message>
</context>
<context>
    <name>Packages</name>
    <message>
        <source>Export study with everything</source>
        <translation>导出检查（含全部内容）</translation>
    </message>
    <message>
        <source>One ZIP file with the images as they are, the answers of the services, findings, decisions with their history, and your texts.

It names the patient: the images are not changed. Keep it like the images themselves.</source>
        <translation>一个 ZIP 文件，包含原样影像、服务的应答、结果、判断及其历史，以及您写的文字。

其中有患者姓名：影像未作改动。请像保管影像一样保管它。</translation>
    </message>
    <message>
        <source>Choose where…</source>
        <translation>选择位置…</translation>
    </message>
    <message>
        <source>Exporting the study…</source>
        <translation>正在导出检查…</translation>
    </message>
    <message>
        <source>Not exported: {0} is not where it was. Open the study from the library, so that it is found again, then export it.</source>
        <translation>未导出：{0} 已不在原处。请先从资料库打开该检查，找回影像后再导出。</translation>
    </message>
    <message>
        <source>Exported: {images} image files, {runs} analyses, {events} decisions</source>
        <translation>已导出：{images} 个影像文件，{runs} 次分析，{events} 条判断记录</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>This is an exported study. Its findings and decisions can be imported.</source>
        <translation>这是导出的检查，其中的结果和判断可以导入。</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Importing the study…</source>
        <translation>正在导入检查…</translation>
    </message>
    <message>
        <source>Everything in it is here already.</source>
        <translation>其中的内容这里都已经有了。</translation>
    </message>
    <message>
        <source>Imported: {images} image files, {runs} analyses, {events} decisions</source>
        <translation>已导入：{images} 个影像文件，{runs} 次分析，{events} 条判断记录</translation>
    </message>
    <message>
        <source>Signed readings that were opened again for it: {0}</source>
        <translation>为此重新打开的已签署阅片：{0}</translation>
    </message>
    <message>
        <source>Import study</source>
        <translation>导入检查</translation>
    </message>
    <message>
        <source>Exported studies (*.zip)</source>
        <translation>导出的检查 (*.zip)</translation>
    </message>
</context>
<context>
    <name>Parts</name>
    <message>
        <source>Lung nodules</source>
        <translation>肺结节</translation>
    </message>
    <message>
        <source>Coronary calcium</source>
        <translation>冠脉钙化</translation>
    </message>
    <message>
        <source>Pneumonia</source>
        <translation>肺炎</translation>
    </message>
    <message>
        <source>Rib fractures</source>
        <translation>肋骨骨折</translation>
    </message>
    <message>
        <source>Femoral neck</source>
        <translation>股骨颈</translation>
    </message>
    <message>
        <source>Knees</source>
        <translation>膝关节</translation>
    </message>
    <message>
        <source>Spine</source>
        <translation>脊柱</translation>
    </message>
    <message>
        <source>Skin disease</source>
        <translation>皮肤病</translation>
    </message>
    <message>
        <source>Registration</source>
        <translation>配准</translation>
    </message>
    <message>
        <source>Teeth</source>
        <translation>牙</translation>
    </message>
    <message>
        <source>Whole picture</source>
        <translation>整张图像</translation>
    </message>
    <message>
        <source>Landmarks</source>
        <translation>标志点</translation>
    </message>
    <message>
        <source>Similar cases</source>
        <translation>相似病例</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>found</source>
        <translation>有发现</translation>
    </message>
    <message>
        <source>none found</source>
        <translation>未发现</translation>
    </message>
    <message>
        <source>not in the answer</source>
        <translation>应答中没有</translation>
    </message>
    <message>
        <source>unreadable</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>None found: {0}</source>
        <translation>未发现：{0}</translation>
    </message>
    <message>
        <source>Not in the answer: {0}</source>
        <translation>应答中没有：{0}</translation>
    </message>
    <message>
        <source>Unreadable: {0}</source>
        <translation>无法读取：{0}</translation>
    </message>
    <message>
        <source>The service looked for it and found nothing.</source>
        <translation>服务检测了此项，未发现异常。</translation>
    </message>
    <message>
        <source>The service's description promises it; the answer says nothing about it. That is not a finding of none.</source>
        <translation>服务说明中有此项，但应答里没有。这不等于未发现。</translation>
    </message>
    <message>
        <source>This part of the answer is not what it should be. Its text is in Details.</source>
        <translation>应答的这一部分不符合规定，其原文见“详情”。</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Teeth with findings</source>
        <translation>有结果的牙</translation>
    </message>
    <message>
        <source>Agatston score</source>
        <translation>Agatston 积分</translation>
    </message>
    <message>
        <source>Volume score</source>
        <translation>体积积分</translation>
    </message>
    <message>
        <source>Share of the lung, says the service</source>
        <translation>占肺比例（服务给出）</translation>
    </message>
    <message>
        <source>Volume of the mask, measured here</source>
        <translation>掩膜体积（本程序测量）</translation>
    </message>
    <message>
        <source>Volume of the mask</source>
        <translation>掩膜体积</translation>
    </message>
    <message>
        <source>no score</source>
        <translation>无相似度</translation>
    </message>
    <message>
        <source>score {0} of {1}</source>
        <translation>相似度 {0}/{1}</translation>
    </message>
    <message>
        <source>{0} found</source>
        <translation>{0} 处</translation>
    </message>
    <message>
        <source>Score {0}</source>
        <translation>积分 {0}</translation>
    </message>
    <message>
        <source>{0} of the lung</source>
        <translation>占肺 {0}</translation>
    </message>
    <message>
        <source>COVID-19</source>
        <translation>新冠肺炎</translation>
    </message>
    <message>
        <source>Ordinary pneumonia (NormalProbability)</source>
        <translation>普通肺炎（NormalProbability）</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Roseola infantum</source>
        <translation>急疹（婴儿玫瑰疹）</translation>
    </message>
    <message>
        <source>Atopic dermatitis (eczema)</source>
        <translation>湿疹</translation>
    </message>
    <message>
        <source>Chickenpox</source>
        <translation>水痘</translation>
    </message>
    <message>
        <source>Urticaria</source>
        <translation>荨麻疹</translation>
    </message>
    <message>
        <source>Impetigo</source>
        <translation>脓疱疮</translation>
    </message>
    <message>
        <source>Erythema infectiosum</source>
        <translation>传染性红斑</translation>
    </message>
    <message>
        <source>Scarlet fever</source>
        <translation>猩红热</translation>
    </message>
    <message>
        <source>no calcified plaque</source>
        <translation>无钙化斑块</translation>
    </message>
    <message>
        <source>minimal</source>
        <translation>极少量</translation>
    </message>
    <message>
        <source>mild</source>
        <translation>轻度</translation>
    </message>
    <message>
        <source>moderate</source>
        <translation>中度</translation>
    </message>
    <message>
        <source>extensive</source>
        <translation>广泛</translation>
    </message>
    <message>
        <source>{0} of {1} changed</source>
        <translation>{1} 处中 {0} 处有改变</translation>
    </message>
    <message>
        <source>Mask of the calcium</source>
        <translation>钙化掩膜</translation>
    </message>
    <message>
        <source>Mask of the lesions</source>
        <translation>病灶掩膜</translation>
    </message>
    <message>
        <source>Mask of the fractures</source>
        <translation>骨折掩膜</translation>
    </message>
    <message>
        <source>Mask of the ribs</source>
        <translation>肋骨掩膜</translation>
    </message>
    <message>
        <source>Registered series (DICOM, .tar.gz)</source>
        <translation>配准后的序列（DICOM，.tar.gz）</translation>
    </message>
    <message>
        <source>Registered volume (NIfTI, .nii.gz)</source>
        <translation>配准后的容积（NIfTI，.nii.gz）</translation>
    </message>
    <message>
        <source>The service judges the whole photo: it names no place in the image.</source>
        <translation>服务对整张照片作出判断，不指出图像中的位置。</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}：{1}</translation>
    </message>
</context>
<context>
    <name>Patient</name>
    <message>
        <source>Your teeth</source>
        <translation>您的牙齿</translation>
    </message>
    <message>
        <source>Back (Esc)</source>
        <translation>返回 (Esc)</translation>
    </message>
    <message>
        <source>Looks healthy</source>
        <translation>看起来健康</translation>
    </message>
    <message>
        <source>Your dentist will look closely</source>
        <translation>牙医会再仔细看</translation>
    </message>
    <message>
        <source>Clearly to be seen</source>
        <translation>清楚可见</translation>
    </message>
    <message>
        <source>Made by a dentist</source>
        <translation>牙医做过的</translation>
    </message>
    <message>
        <source>Clearly to be seen: {0}</source>
        <translation>清楚可见：{0}</translation>
    </message>
    <message>
        <source>To be looked at: {0}</source>
        <translation>需要再看：{0}</translation>
    </message>
    <message>
        <source>In the whole picture</source>
        <translation>全图</translation>
    </message>
    <message>
        <source>Nothing is marked in this picture.</source>
        <translation>这张图中没有标记。</translation>
    </message>
    <message>
        <source>Your dentist marked this picture.</source>
        <translation>这张图由您的牙医标记。</translation>
    </message>
    <message>
        <source>A computer marked this picture, and your dentist has gone through it.</source>
        <translation>这张图由计算机标记，您的牙医已经逐一核对。</translation>
    </message>
    <message>
        <source>A computer marked this picture; your dentist goes through it with you.</source>
        <translation>这张图由计算机标记，您的牙医会和您一起核对。</translation>
    </message>
    <message>
        <source>It does not replace looking into your mouth.</source>
        <translation>它不能代替口腔检查。</translation>
    </message>
    <message>
        <source>Tooth decay</source>
        <translation>蛀牙</translation>
    </message>
    <message>
        <source>Bacteria have softened a part of the tooth.</source>
        <translation>细菌使牙齿的一部分变软了。</translation>
    </message>
    <message>
        <source>Worn tooth</source>
        <translation>牙齿磨损</translation>
    </message>
    <message>
        <source>The hard outer layer has been rubbed away.</source>
        <translation>牙齿外面的硬层被磨掉了一些。</translation>
    </message>
    <message>
        <source>Notch at the neck of the tooth</source>
        <translation>牙颈部缺口</translation>
    </message>
    <message>
        <source>A groove where the tooth meets the gum.</source>
        <translation>牙齿与牙龈交界处有一道沟。</translation>
    </message>
    <message>
        <source>Broken tooth</source>
        <translation>牙齿缺损</translation>
    </message>
    <message>
        <source>Only a part of the visible tooth is left.</source>
        <translation>露出的牙齿只剩下一部分。</translation>
    </message>
    <message>
        <source>Small tooth</source>
        <translation>小牙</translation>
    </message>
    <message>
        <source>The tooth is smaller than usual.</source>
        <translation>这颗牙比一般的小。</translation>
    </message>
    <message>
        <source>Changed tooth colour</source>
        <translation>牙齿颜色改变</translation>
    </message>
    <message>
        <source>Some teeth have another shade than usual.</source>
        <translation>有些牙的颜色和平常不同。</translation>
    </message>
    <message>
        <source>Spots in the enamel</source>
        <translation>牙面斑点</translation>
    </message>
    <message>
        <source>White or brown spots from too much fluoride while the teeth grew.</source>
        <translation>牙齿发育时摄入氟过多，留下白色或棕色斑点。</translation>
    </message>
    <message>
        <source>Dark spot at the tip of the root</source>
        <translation>牙根尖的暗影</translation>
    </message>
    <message>
        <source>It is often a sign of an inflammation around the root.</source>
        <translation>常常表示牙根周围有炎症。</translation>
    </message>
    <message>
        <source>Root left behind</source>
        <translation>残留的牙根</translation>
    </message>
    <message>
        <source>The root is there without its tooth.</source>
        <translation>牙齿没有了，牙根还在。</translation>
    </message>
    <message>
        <source>Less bone around the tooth</source>
        <translation>牙周围的骨头减少</translation>
    </message>
    <message>
        <source>The bone that holds the tooth has become less.</source>
        <translation>托住牙齿的骨头变少了。</translation>
    </message>
    <message>
        <source>Denser spot in the bone</source>
        <translation>骨头里较密的一处</translation>
    </message>
    <message>
        <source>A part of the bone is brighter than usual.</source>
        <translation>有一处骨头比平常更亮。</translation>
    </message>
    <message>
        <source>Thinner spot in the bone</source>
        <translation>骨头里较疏的一处</translation>
    </message>
    <message>
        <source>A part of the bone is darker than usual.</source>
        <translation>有一处骨头比平常更暗。</translation>
    </message>
    <message>
        <source>Tooth that cannot come out</source>
        <translation>长不出来的牙</translation>
    </message>
    <message>
        <source>Another tooth or the bone is in its way.</source>
        <translation>被别的牙或骨头挡住了。</translation>
    </message>
    <message>
        <source>Tooth inside the jaw</source>
        <translation>埋在颌骨里的牙</translation>
    </message>
    <message>
        <source>The tooth lies in the bone.</source>
        <translation>这颗牙还在骨头里。</translation>
    </message>
    <message>
        <source>Milk tooth that stayed</source>
        <translation>没有脱落的乳牙</translation>
    </message>
    <message>
        <source>A milk tooth that is usually gone by now.</source>
        <translation>这颗乳牙一般到现在已经脱落。</translation>
    </message>
    <message>
        <source>Tooth grown out</source>
        <translation>伸长的牙</translation>
    </message>
    <message>
        <source>The tooth stands out, often as the one opposite is missing.</source>
        <translation>这颗牙比旁边的长出一些，常常因为对面缺牙。</translation>
    </message>
    <message>
        <source>Extra tooth</source>
        <translation>多出来的牙</translation>
    </message>
    <message>
        <source>One tooth more than usual.</source>
        <translation>比一般人多一颗牙。</translation>
    </message>
    <message>
        <source>Little room for a tooth</source>
        <translation>牙的位置不够</translation>
    </message>
    <message>
        <source>A tooth that comes has little room.</source>
        <translation>要长出的牙空间不足。</translation>
    </message>
    <message>
        <source>Crowded teeth</source>
        <translation>牙齿拥挤</translation>
    </message>
    <message>
        <source>The teeth have too little room.</source>
        <translation>牙齿的空间不够。</translation>
    </message>
    <message>
        <source>Crown</source>
        <translation>牙冠</translation>
    </message>
    <message>
        <source>A cap over the tooth.</source>
        <translation>套在牙上的冠套。</translation>
    </message>
    <message>
        <source>Filling</source>
        <translation>补牙</translation>
    </message>
    <message>
        <source>A repaired place in the tooth.</source>
        <translation>牙上补过的地方。</translation>
    </message>
    <message>
        <source>Implant</source>
        <translation>种植牙</translation>
    </message>
    <message>
        <source>An artificial root in the jaw.</source>
        <translation>颌骨里的人工牙根。</translation>
    </message>
    <message>
        <source>Bridge</source>
        <translation>固定桥</translation>
    </message>
    <message>
        <source>Artificial teeth held by their neighbours.</source>
        <translation>由旁边的牙固定的人工牙。</translation>
    </message>
    <message>
        <source>Treated root</source>
        <translation>治疗过的牙根</translation>
    </message>
    <message>
        <source>The inside of the root has been filled.</source>
        <translation>牙根里面已经充填。</translation>
    </message>
    <message>
        <source>Gum drawn back</source>
        <translation>牙龈退缩</translation>
    </message>
    <message>
        <source>A part of the root is no longer covered.</source>
        <translation>一部分牙根露了出来。</translation>
    </message>
    <message>
        <source>Changed gums</source>
        <translation>牙龈变化</translation>
    </message>
    <message>
        <source>The gums look red, swollen or otherwise.</source>
        <translation>牙龈发红、肿胀或有其他变化。</translation>
    </message>
    <message>
        <source>Tartar</source>
        <translation>牙石</translation>
    </message>
    <message>
        <source>Hard deposits that brushing does not remove.</source>
        <translation>刷牙去不掉的硬沉积物。</translation>
    </message>
</context>
<context>
    <name>Preflight</name>
    <message>
        <source>{0} images, {1} pixels each</source>
        <translation>{0} 幅图像，每幅 {1} 像素</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>序列</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>the local service: nothing leaves this computer</source>
        <translation>本地服务：数据不离开本机</translation>
    </message>
    <message>
        <source>Swap the two series</source>
        <translation>互换两个序列</translation>
    </message>
    <message>
        <source>image {0} of {1}, {2} pixels</source>
        <translation>第 {0}/{1} 幅图像，{2} 像素</translation>
    </message>
    <message>
        <source>one call, billed by the service</source>
        <translation>一次调用，由服务计费</translation>
    </message>
    <message>
        <source>Sent as</source>
        <translation>发送形式</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>费用</translation>
    </message>
    <message>
        <source>DICOM images without identity</source>
        <translation>去除身份信息的 DICOM 图像</translation>
    </message>
    <message>
        <source>one DICOM image without identity</source>
        <translation>一幅去除身份信息的 DICOM 图像</translation>
    </message>
    <message>
        <source>one NIfTI file without its free texts</source>
        <translation>一个去除自由文本的 NIfTI 文件</translation>
    </message>
    <message>
        <source>a fresh PNG picture of the pixels alone</source>
        <translation>仅含像素的新 PNG 图片</translation>
    </message>
    <message>
        <source>a fresh PNG picture of the pixels alone, made smaller: {0} × {1}</source>
        <translation>仅含像素的新 PNG 图片，已缩小为 {0} × {1}</translation>
    </message>
    <message>
        <source>Everything but the pixels: place and time, device, names, comments</source>
        <translation>像素以外的一切：地点与时间、设备、姓名、注释</translation>
    </message>
    <message>
        <source>none is open: open it first</source>
        <translation>尚未打开：请先打开</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>{0} images</source>
        <translation>{0} 幅图像</translation>
    </message>
    <message>
        <source>This series with these parameters was analysed on {0}.</source>
        <translation>该序列已于 {0} 用相同参数分析过。</translation>
    </message>
    <message>
        <source>Name, identifier, birth date, address and every other personal field</source>
        <translation>姓名、编号、出生日期、地址及其他个人字段</translation>
    </message>
    <message>
        <source>Institution, physicians, descriptions, comments and private fields</source>
        <translation>机构、医师、描述、备注及私有字段</translation>
    </message>
    <message>
        <source>Dates and times; all UIDs replaced, the way back kept on this computer</source>
        <translation>日期与时间；全部 UID 已替换，对照表仅保存在本机</translation>
    </message>
    <message>
        <source>What stays: the pixels and at most {0} technical fields, nothing else</source>
        <translation>保留内容：像素和至多 {0} 个技术字段，除此之外一概不留</translation>
    </message>
    <message>
        <source>Text burned into the pixels is not looked for: check the images</source>
        <translation>不检查像素中的烧录文字：请自行查看图像</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>显示该结果</translation>
    </message>
    <message>
        <source>Analyse here</source>
        <translation>在本机分析</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Checking the files…</source>
        <translation>正在检查文件…</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>重新分析</translation>
    </message>
    <message>
        <source>Goes to</source>
        <translation>发往</translation>
    </message>
    <message>
        <source>Removed or replaced before sending</source>
        <translation>发送前删除或替换</translation>
    </message>
</context>
<context>
    <name>Presets</name>
    <message>
        <source>Mediastinum</source>
        <translation>纵隔窗</translation>
    </message>
    <message>
        <source>Lung</source>
        <translation>肺窗</translation>
    </message>
    <message>
        <source>Abdomen</source>
        <translation>腹窗</translation>
    </message>
    <message>
        <source>Liver</source>
        <translation>肝窗</translation>
    </message>
    <message>
        <source>Bone</source>
        <translation>骨窗</translation>
    </message>
    <message>
        <source>Brain</source>
        <translation>脑窗</translation>
    </message>
    <message>
        <source>Vessels</source>
        <translation>血管窗</translation>
    </message>
</context>
<context>
    <name>Problems</name>
    <message>
        <source>Problems when opening</source>
        <translation>打开时的问题</translation>
    </message>
    <message>
        <source>Everything was read.</source>
        <translation>全部已读取。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
</context>
<context>
    <name>Question</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>ReadOnly</name>
    <message>
        <source>Everything can be changed here again.</source>
        <translation>现在可以在此窗口中修改。</translation>
    </message>
    <message>
        <source>You can look at everything here. Judge, write and analyse in the other window, or close it and take over.</source>
        <translation>此窗口中可以查看全部内容。请在另一个窗口中判断、书写和分析，或关闭该窗口后在此接管。</translation>
    </message>
    <message>
        <source>Nothing is kept until you take over: then everything works here.</source>
        <translation>接管之前不会保存任何内容；接管后即可正常使用。</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>接管</translation>
    </message>
    <message>
        <source>Opened for looking only: another window of this program has the library.</source>
        <translation>仅供查看：本程序的另一个窗口正在使用资料库。</translation>
    </message>
    <message>
        <source>Opened for looking only.</source>
        <translation>仅供查看。</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>Report of AI findings</source>
        <translation>AI 结果报告</translation>
    </message>
    <message>
        <source>Printed {0}</source>
        <translation>打印于 {0}</translation>
    </message>
    <message>
        <source>The analysis failed</source>
        <translation>分析失败</translation>
    </message>
    <message>
        <source>Nothing can be said about findings. The service said: {0}</source>
        <translation>无法给出结果。服务提示：{0}</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>未发现结果</translation>
    </message>
    <message>
        <source>The service found nothing in the images named below.</source>
        <translation>服务在下列图像中未发现异常。</translation>
    </message>
    <message>
        <source>Report of the reader's findings</source>
        <translation>阅片者结果报告</translation>
    </message>
    <message>
        <source>No service's findings are in this report; these are the reader's own.</source>
        <translation>本报告不含任何服务的结果，均为阅片者自己的标记。</translation>
    </message>
    <message>
        <source>The service names no place in the images.</source>
        <translation>服务不指出图像中的位置。</translation>
    </message>
    <message>
        <source>1 finding</source>
        <translation>1 个结果</translation>
    </message>
    <message>
        <source>{0} findings</source>
        <translation>{0} 个结果</translation>
    </message>
    <message>
        <source>{0} added by the reader</source>
        <translation>阅片者添加 {0} 个</translation>
    </message>
    <message>
        <source>{0} accepted, {1} rejected, {2} undecided</source>
        <translation>接受 {0}，排除 {1}，未判断 {2}</translation>
    </message>
    <message>
        <source>Analysis</source>
        <translation>分析</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>序列</translation>
    </message>
    <message>
        <source>Images searched</source>
        <translation>检索图像数</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>比例</translation>
    </message>
    <message>
        <source>Key pictures</source>
        <translation>关键图像</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>The service's report</source>
        <translation>服务报告</translation>
    </message>
    <message>
        <source>Reader's report</source>
        <translation>阅片者报告</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Reader's own marks</source>
        <translation>阅片者自己的标记</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>积分</translation>
    </message>
    <message>
        <source>Grade or state</source>
        <translation>分级或状态</translation>
    </message>
    <message>
        <source>Tooth</source>
        <translation>牙位</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>部位</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Diameter</source>
        <translation>直径</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>体积</translation>
    </message>
    <message>
        <source>Density</source>
        <translation>密度</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>置信度</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>判断</translation>
    </message>
    <message>
        <source>and {0} more findings</source>
        <translation>另有 {0} 个结果</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>阅片</translation>
    </message>
    <message>
        <source>Nothing further, says {0}, {1} UTC</source>
        <translation>无其他发现：{0}，{1} UTC</translation>
    </message>
    <message>
        <source>Signed by {0}, {1} UTC (event {2}, {3}…)</source>
        <translation>已签署：{0}，{1} UTC（事件 {2}，{3}…）</translation>
    </message>
    <message>
        <source>Opened again by {0}, {1} UTC: {2}</source>
        <translation>由 {0} 重新打开，{1} UTC：{2}</translation>
    </message>
    <message>
        <source>image {0}</source>
        <translation>图像 {0}</translation>
    </message>
    <message>
        <source>Not for diagnosis. AI findings are suggestions; a physician decides.</source>
        <translation>不用于诊断。AI 结果仅供参考，由医师判断。</translation>
    </message>
    <message>
        <source>Report of the service</source>
        <translation>服务报告</translation>
    </message>
    <message>
        <source>Own text</source>
        <translation>本人文字</translation>
    </message>
    <message>
        <source>Not kept yet: it is tried again.</source>
        <translation>尚未保存：将自动重试。</translation>
    </message>
    <message>
        <source>The service's text appears here.</source>
        <translation>服务的文字显示在这里。</translation>
    </message>
    <message>
        <source>What you write is kept with the analysis.</source>
        <translation>您书写的内容随分析一起保存。</translation>
    </message>
    <message>
        <source>The service sent no text.</source>
        <translation>服务未提供文字。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Close and lose the text?</source>
        <translation>关闭并丢弃文字？</translation>
    </message>
    <message>
        <source>What you wrote could not be kept. Free some space and try again, or copy the text elsewhere first.</source>
        <translation>您书写的文字未能保存。请释放磁盘空间后重试，或先将文字复制到别处。</translation>
    </message>
    <message>
        <source>Close without it</source>
        <translation>不保存并关闭</translation>
    </message>
    <message>
        <source>Summary of the answer, made by this program</source>
        <translation>应答摘要（由本程序生成）</translation>
    </message>
    <message>
        <source>The service sent no text. Summary of its answer, made by this program</source>
        <translation>服务没有发来文字。应答摘要（由本程序生成）</translation>
    </message>
    <message>
        <source>Cephalometric analysis: {0}</source>
        <translation>头影测量分析：{0}</translation>
    </message>
    <message>
        <source>{0}, norms: {1}</source>
        <translation>{0}，正常值：{1}</translation>
    </message>
    <message>
        <source>Landmarks {0}</source>
        <translation>标志点：{0}</translation>
    </message>
    <message>
        <source>Wigglegram (±3 SD)</source>
        <translation>偏差图（±3 SD）</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Value ± 1 SD</source>
        <translation>测量值 ± 1 SD</translation>
    </message>
    <message>
        <source>Norm ± SD</source>
        <translation>正常值 ± SD</translation>
    </message>
    <message>
        <source>Deviation (SD)</source>
        <translation>偏差（SD）</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>含义</translation>
    </message>
</context>
<context>
    <name>ResultCards</name>
    <message>
        <source>Own marks</source>
        <translation>自己的标记</translation>
    </message>
    <message>
        <source>Compare side by side</source>
        <translation>并排对比</translation>
    </message>
    <message>
        <source>Open by itself</source>
        <translation>单独打开</translation>
    </message>
    <message>
        <source>The file is not in the library.</source>
        <translation>资料库中没有此文件。</translation>
    </message>
    <message>
        <source>Save the file of the result</source>
        <translation>保存结果文件</translation>
    </message>
    <message>
        <source>File saved: {0}</source>
        <translation>文件已保存：{0}</translation>
    </message>
    <message>
        <source>List only these findings</source>
        <translation>只列出这些结果</translation>
    </message>
    <message>
        <source>More on {0}</source>
        <translation>{0}的更多内容</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
</context>
<context>
    <name>ReviewBar</name>
    <message>
        <source>Comment</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Please write a few words.</source>
        <translation>请写几个字。</translation>
    </message>
    <message>
        <source>Cancel (Esc)</source>
        <translation>取消 (Esc)</translation>
    </message>
    <message>
        <source>Comment (optional)</source>
        <translation>备注（可选）</translation>
    </message>
    <message>
        <source>Comment (required)</source>
        <translation>备注（必填）</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>Reviewing</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Open an addendum…</source>
        <translation>打开补充报告…</translation>
    </message>
    <message>
        <source>Finding {0}: {1}</source>
        <translation>结果 {0}：{1}</translation>
    </message>
    <message>
        <source>Finding {0} is as it was at first</source>
        <translation>结果 {0} 已恢复为最初状态</translation>
    </message>
    <message>
        <source>{0} own findings removed</source>
        <translation>已移除 {0} 个自己添加的结果</translation>
    </message>
    <message>
        <source>Own finding {0} removed</source>
        <translation>已移除自己添加的结果 {0}</translation>
    </message>
    <message>
        <source>Comment on finding {0}</source>
        <translation>结果 {0} 的备注</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Said: nothing further</source>
        <translation>已注明：无其他发现</translation>
    </message>
    <message>
        <source>“Nothing further” is taken back</source>
        <translation>已撤回“无其他发现”</translation>
    </message>
    <message>
        <source>A signed reading is locked; a later change is an addendum.</source>
        <translation>签署后的阅片即被锁定；之后的修改须作为补充报告。</translation>
    </message>
    <message>
        <source>Sign the reading?</source>
        <translation>签署此次阅片？</translation>
    </message>
    <message>
        <source>Sign as {0}</source>
        <translation>以 {0} 的名义签署</translation>
    </message>
    <message>
        <source>Open an addendum</source>
        <translation>打开补充报告</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>What is to be changed, and why?</source>
        <translation>要修改什么，为什么？</translation>
    </message>
    <message>
        <source>{0} findings</source>
        <translation>{0} 个结果</translation>
    </message>
    <message>
        <source>finding {0}</source>
        <translation>结果 {0}</translation>
    </message>
    <message>
        <source>A mask stays as the service drew it. Accept or reject it, or mark a place of your own.</source>
        <translation>掩膜保持服务所画的样子。可以接受或排除它，或自己标记一处。</translation>
    </message>
    <message>
        <source>The findings on the image are locked (L).</source>
        <translation>图像上的结果已锁定（L 键）。</translation>
    </message>
    <message>
        <source>Unlock and edit</source>
        <translation>解锁并编辑</translation>
    </message>
    <message>
        <source>Own finding {0} added</source>
        <translation>已添加自己的结果 {0}</translation>
    </message>
    <message>
        <source>Reject {0} findings: why?</source>
        <translation>排除 {0} 个结果：原因？</translation>
    </message>
    <message>
        <source>Reject finding {0}: why?</source>
        <translation>排除结果 {0}：原因？</translation>
    </message>
    <message>
        <source>Findings locked on the image: L unlocks</source>
        <translation>图像上的结果已锁定：按 L 键解锁</translation>
    </message>
    <message>
        <source>Findings unlocked on the image</source>
        <translation>图像上的结果已解锁</translation>
    </message>
</context>
<context>
    <name>RunHeader</name>
    <message>
        <source>No image is open</source>
        <translation>未打开图像</translation>
    </message>
    <message>
        <source>Findings of the open series appear here.</source>
        <translation>当前序列的结果显示在这里。</translation>
    </message>
    <message>
        <source>No analysis fits this series</source>
        <translation>没有适合本序列的分析</translation>
    </message>
    <message>
        <source>Not analysed yet</source>
        <translation>尚未分析</translation>
    </message>
    <message>
        <source>There is no analysis of this series in the library.</source>
        <translation>资料库中尚无该序列的分析。</translation>
    </message>
    <message>
        <source>{0}: under way</source>
        <translation>{0}：进行中</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>The answer is being read…</source>
        <translation>正在读取应答…</translation>
    </message>
    <message>
        <source>{0}: none found</source>
        <translation>{0}：未发现</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}：{1}</translation>
    </message>
    <message>
        <source>{0}: {1} found</source>
        <translation>{0}：发现 {1} 个</translation>
    </message>
    <message>
        <source>{0}: done</source>
        <translation>{0}：已完成</translation>
    </message>
    <message>
        <source>{0}: failed</source>
        <translation>{0}：失败</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>The job is kept; nothing is lost.</source>
        <translation>任务已保存，不会丢失。</translation>
    </message>
    <message>
        <source>{0}: stopped for now</source>
        <translation>{0}：暂停</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>No reason was given.</source>
        <translation>未说明原因。</translation>
    </message>
    <message>
        <source>Progress of the analysis</source>
        <translation>分析进度</translation>
    </message>
    <message>
        <source>Analysis shown</source>
        <translation>显示的分析</translation>
    </message>
    <message>
        <source>{0}: sent, outcome unknown</source>
        <translation>{0}：已发送，结果未知</translation>
    </message>
    <message>
        <source>{0} of {1} result files could not be fetched.</source>
        <translation>{1} 个结果文件中有 {0} 个未能取回。</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>重新获取</translation>
    </message>
</context>
<context>
    <name>Sayings</name>
    <message>
        <source>The upper jaw is set back</source>
        <translation>上颌后缩</translation>
    </message>
    <message>
        <source>The upper jaw stands normally</source>
        <translation>上颌前后位置正常</translation>
    </message>
    <message>
        <source>The upper jaw stands forward</source>
        <translation>上颌前突</translation>
    </message>
    <message>
        <source>The back end of the upper jaw lies far back</source>
        <translation>上颌后界位置偏后</translation>
    </message>
    <message>
        <source>The back end of the upper jaw lies normally</source>
        <translation>上颌后界位置正常</translation>
    </message>
    <message>
        <source>The back end of the upper jaw lies far forward</source>
        <translation>上颌后界位置偏前</translation>
    </message>
    <message>
        <source>The upper jaw is short</source>
        <translation>上颌长度不足</translation>
    </message>
    <message>
        <source>The upper jaw is of normal length</source>
        <translation>上颌长度正常</translation>
    </message>
    <message>
        <source>The upper jaw is long</source>
        <translation>上颌长度过长</translation>
    </message>
    <message>
        <source>The lower jaw is set back</source>
        <translation>下颌后缩</translation>
    </message>
    <message>
        <source>The lower jaw stands normally</source>
        <translation>下颌前后位置正常</translation>
    </message>
    <message>
        <source>The lower jaw stands forward</source>
        <translation>下颌前突</translation>
    </message>
    <message>
        <source>The lower jaw is short</source>
        <translation>下颌长度不足</translation>
    </message>
    <message>
        <source>The lower jaw is of normal length</source>
        <translation>下颌长度正常</translation>
    </message>
    <message>
        <source>The lower jaw is long</source>
        <translation>下颌长度过长</translation>
    </message>
    <message>
        <source>The body of the lower jaw is short</source>
        <translation>下颌体较短</translation>
    </message>
    <message>
        <source>The body of the lower jaw is of normal length</source>
        <translation>下颌体长度正常</translation>
    </message>
    <message>
        <source>The body of the lower jaw is long</source>
        <translation>下颌体较长</translation>
    </message>
    <message>
        <source>The ramus is short</source>
        <translation>下颌升支较短</translation>
    </message>
    <message>
        <source>The ramus is of normal height</source>
        <translation>下颌升支高度正常</translation>
    </message>
    <message>
        <source>The ramus is tall</source>
        <translation>下颌升支较长</translation>
    </message>
    <message>
        <source>Tends to skeletal Class III: the lower jaw is ahead of the upper</source>
        <translation>骨性Ⅲ类倾向：下颌相对上颌靠前</translation>
    </message>
    <message>
        <source>Skeletal Class I: the jaws match</source>
        <translation>骨性Ⅰ类：上下颌关系协调</translation>
    </message>
    <message>
        <source>Tends to skeletal Class II: the lower jaw is behind the upper</source>
        <translation>骨性Ⅱ类倾向：下颌相对上颌靠后</translation>
    </message>
    <message>
        <source>The lower jaw is short for the upper one</source>
        <translation>下颌长度相对上颌不足</translation>
    </message>
    <message>
        <source>The lengths of the jaws match</source>
        <translation>上下颌长度协调</translation>
    </message>
    <message>
        <source>The lower jaw is long for the upper one</source>
        <translation>下颌长度相对上颌过长</translation>
    </message>
    <message>
        <source>The bony profile is concave</source>
        <translation>骨性侧貌偏凹</translation>
    </message>
    <message>
        <source>The bony profile is normal</source>
        <translation>骨性侧貌正常</translation>
    </message>
    <message>
        <source>The bony profile is convex</source>
        <translation>骨性侧貌偏凸</translation>
    </message>
    <message>
        <source>The bony chin is flat</source>
        <translation>骨性颏部发育不足</translation>
    </message>
    <message>
        <source>The bony chin is normal</source>
        <translation>骨性颏部突度正常</translation>
    </message>
    <message>
        <source>The bony chin is prominent</source>
        <translation>骨性颏部前突</translation>
    </message>
    <message>
        <source>The anterior cranial base is short</source>
        <translation>前颅底较短</translation>
    </message>
    <message>
        <source>The anterior cranial base is of normal length</source>
        <translation>前颅底长度正常</translation>
    </message>
    <message>
        <source>The anterior cranial base is long</source>
        <translation>前颅底较长</translation>
    </message>
    <message>
        <source>The posterior cranial base is short</source>
        <translation>后颅底较短</translation>
    </message>
    <message>
        <source>The posterior cranial base is of normal length</source>
        <translation>后颅底长度正常</translation>
    </message>
    <message>
        <source>The posterior cranial base is long</source>
        <translation>后颅底较长</translation>
    </message>
    <message>
        <source>The condyle lies close to the sella</source>
        <translation>髁突位置偏前，距蝶鞍较近</translation>
    </message>
    <message>
        <source>The condyle lies at a normal distance from the sella</source>
        <translation>髁突与蝶鞍的距离正常</translation>
    </message>
    <message>
        <source>The condyle lies far back from the sella</source>
        <translation>髁突位置偏后，距蝶鞍较远</translation>
    </message>
    <message>
        <source>The body of the lower jaw is long for the cranial base</source>
        <translation>下颌体相对前颅底过长</translation>
    </message>
    <message>
        <source>The body of the lower jaw matches the cranial base</source>
        <translation>下颌体与前颅底长度协调</translation>
    </message>
    <message>
        <source>The body of the lower jaw is short for the cranial base</source>
        <translation>下颌体相对前颅底不足</translation>
    </message>
    <message>
        <source>The ramus is tall for the posterior cranial base</source>
        <translation>升支相对后颅底较长</translation>
    </message>
    <message>
        <source>The ramus matches the posterior cranial base</source>
        <translation>升支与后颅底长度协调</translation>
    </message>
    <message>
        <source>The ramus is short for the posterior cranial base</source>
        <translation>升支相对后颅底较短</translation>
    </message>
    <message>
        <source>The joint lies forward, which brings the lower jaw forward</source>
        <translation>关节窝位置靠前，下颌易前突</translation>
    </message>
    <message>
        <source>The saddle angle is normal</source>
        <translation>鞍角正常</translation>
    </message>
    <message>
        <source>The joint lies back, which takes the lower jaw back</source>
        <translation>关节窝位置靠后，下颌易后缩</translation>
    </message>
    <message>
        <source>The ramus leans so that the lower jaw comes forward</source>
        <translation>关节角小，下颌易前突</translation>
    </message>
    <message>
        <source>The articular angle is normal</source>
        <translation>关节角正常</translation>
    </message>
    <message>
        <source>The ramus leans so that the lower jaw goes back</source>
        <translation>关节角大，下颌易后缩</translation>
    </message>
    <message>
        <source>The angle of the jaw is square: tends to grow forward</source>
        <translation>下颌角小，趋于水平生长</translation>
    </message>
    <message>
        <source>The angle of the jaw is normal</source>
        <translation>下颌角正常</translation>
    </message>
    <message>
        <source>The angle of the jaw is open: tends to grow downward</source>
        <translation>下颌角大，趋于垂直生长</translation>
    </message>
    <message>
        <source>What is left of growth tends downward</source>
        <translation>下颌角上部小，剩余生长趋于向下</translation>
    </message>
    <message>
        <source>The upper part of the angle of the jaw is normal</source>
        <translation>下颌角上部正常</translation>
    </message>
    <message>
        <source>What is left of growth tends forward</source>
        <translation>下颌角上部大，剩余生长趋于向前</translation>
    </message>
    <message>
        <source>The body of the lower jaw runs flat</source>
        <translation>下颌角下部小，下颌体较平</translation>
    </message>
    <message>
        <source>The lower part of the angle of the jaw is normal</source>
        <translation>下颌角下部正常</translation>
    </message>
    <message>
        <source>The body of the lower jaw runs steeply down</source>
        <translation>下颌角下部大，下颌体较陡</translation>
    </message>
    <message>
        <source>Low angle: the mandibular plane is flat</source>
        <translation>低角：下颌平面平缓</translation>
    </message>
    <message>
        <source>The mandibular plane is of average steepness</source>
        <translation>均角：下颌平面角正常</translation>
    </message>
    <message>
        <source>High angle: the mandibular plane is steep</source>
        <translation>高角：下颌平面陡峭</translation>
    </message>
    <message>
        <source>The bases of the jaws converge</source>
        <translation>上下颌骨平面趋于平行，呈低角</translation>
    </message>
    <message>
        <source>The bases of the jaws diverge normally</source>
        <translation>上下颌骨平面夹角正常</translation>
    </message>
    <message>
        <source>The bases of the jaws diverge</source>
        <translation>上下颌骨平面开张，呈高角</translation>
    </message>
    <message>
        <source>The palatal plane is tipped up in front</source>
        <translation>腭平面前端上旋</translation>
    </message>
    <message>
        <source>The palatal plane is tipped normally</source>
        <translation>腭平面倾斜度正常</translation>
    </message>
    <message>
        <source>The palatal plane is tipped down in front</source>
        <translation>腭平面前端下旋</translation>
    </message>
    <message>
        <source>The occlusal plane is flat</source>
        <translation>咬合平面平缓</translation>
    </message>
    <message>
        <source>The occlusal plane is of normal steepness</source>
        <translation>咬合平面倾斜度正常</translation>
    </message>
    <message>
        <source>The occlusal plane is steep</source>
        <translation>咬合平面陡峭</translation>
    </message>
    <message>
        <source>The face grows forward, with counter-clockwise rotation</source>
        <translation>面部趋于水平生长，下颌逆时针旋转</translation>
    </message>
    <message>
        <source>Growth is balanced between forward and downward</source>
        <translation>面部生长方向均衡</translation>
    </message>
    <message>
        <source>The face grows downward, with clockwise rotation</source>
        <translation>面部趋于垂直生长，下颌顺时针旋转</translation>
    </message>
    <message>
        <source>The face tapers to the chin: long face type</source>
        <translation>面部向颏部变窄，趋于长面型</translation>
    </message>
    <message>
        <source>The facial taper is normal</source>
        <translation>面锥角正常</translation>
    </message>
    <message>
        <source>The lower face is square: short face type</source>
        <translation>下面部方阔，趋于短面型</translation>
    </message>
    <message>
        <source>The lower jaw is bent open: tends to grow downward</source>
        <translation>下颌弓角小，趋于垂直生长</translation>
    </message>
    <message>
        <source>The mandibular arc is normal</source>
        <translation>下颌弓角正常</translation>
    </message>
    <message>
        <source>The lower jaw is square: tends to grow forward</source>
        <translation>下颌弓角大，下颌方正，趋于水平生长</translation>
    </message>
    <message>
        <source>Tends to a skeletal open bite</source>
        <translation>骨性开合倾向</translation>
    </message>
    <message>
        <source>No tendency to an open or deep bite</source>
        <translation>无开合或深覆合倾向</translation>
    </message>
    <message>
        <source>Tends to a skeletal deep bite</source>
        <translation>骨性深覆合倾向</translation>
    </message>
    <message>
        <source>The face is short in front</source>
        <translation>前面高较小</translation>
    </message>
    <message>
        <source>The height of the face in front is normal</source>
        <translation>前面高正常</translation>
    </message>
    <message>
        <source>The face is tall in front</source>
        <translation>前面高较大</translation>
    </message>
    <message>
        <source>The upper face is short</source>
        <translation>上面高较小</translation>
    </message>
    <message>
        <source>The height of the upper face is normal</source>
        <translation>上面高正常</translation>
    </message>
    <message>
        <source>The upper face is tall</source>
        <translation>上面高较大</translation>
    </message>
    <message>
        <source>The lower face is short</source>
        <translation>下面高较小</translation>
    </message>
    <message>
        <source>The height of the lower face is normal</source>
        <translation>下面高正常</translation>
    </message>
    <message>
        <source>The lower face is tall</source>
        <translation>下面高较大</translation>
    </message>
    <message>
        <source>The face is short behind</source>
        <translation>后面高较小</translation>
    </message>
    <message>
        <source>The height of the face behind is normal</source>
        <translation>后面高正常</translation>
    </message>
    <message>
        <source>The face is tall behind</source>
        <translation>后面高较大</translation>
    </message>
    <message>
        <source>The incisors lean forward against each other</source>
        <translation>上下中切牙过于唇倾，夹角小</translation>
    </message>
    <message>
        <source>The incisors stand normally to each other</source>
        <translation>上下中切牙夹角正常</translation>
    </message>
    <message>
        <source>The incisors stand upright to each other</source>
        <translation>上下中切牙过于直立，夹角大</translation>
    </message>
    <message>
        <source>The upper incisors are lingually inclined</source>
        <translation>上中切牙舌倾</translation>
    </message>
    <message>
        <source>The upper incisors are normally inclined</source>
        <translation>上中切牙倾斜度正常</translation>
    </message>
    <message>
        <source>The upper incisors are labially inclined</source>
        <translation>上中切牙唇倾</translation>
    </message>
    <message>
        <source>The upper incisors are set back</source>
        <translation>上中切牙位置后缩</translation>
    </message>
    <message>
        <source>The upper incisors stand normally from back to front</source>
        <translation>上中切牙突度正常</translation>
    </message>
    <message>
        <source>The upper incisors protrude</source>
        <translation>上中切牙前突</translation>
    </message>
    <message>
        <source>The lower incisors are lingually inclined</source>
        <translation>下中切牙舌倾</translation>
    </message>
    <message>
        <source>The lower incisors are normally inclined</source>
        <translation>下中切牙倾斜度正常</translation>
    </message>
    <message>
        <source>The lower incisors are labially inclined</source>
        <translation>下中切牙唇倾</translation>
    </message>
    <message>
        <source>The lower incisors are set back</source>
        <translation>下中切牙位置后缩</translation>
    </message>
    <message>
        <source>The lower incisors stand normally from back to front</source>
        <translation>下中切牙突度正常</translation>
    </message>
    <message>
        <source>The lower incisors protrude</source>
        <translation>下中切牙前突</translation>
    </message>
    <message>
        <source>The upper incisors are not erupted far enough</source>
        <translation>上前牙槽高度不足</translation>
    </message>
    <message>
        <source>The upper incisors are at a normal height</source>
        <translation>上前牙槽高度正常</translation>
    </message>
    <message>
        <source>The upper incisors are erupted too far</source>
        <translation>上前牙槽高度过大</translation>
    </message>
    <message>
        <source>The upper molars are not erupted far enough</source>
        <translation>上后牙槽高度不足</translation>
    </message>
    <message>
        <source>The upper molars are at a normal height</source>
        <translation>上后牙槽高度正常</translation>
    </message>
    <message>
        <source>The upper molars are erupted too far</source>
        <translation>上后牙槽高度过大</translation>
    </message>
    <message>
        <source>The lower incisors are not erupted far enough</source>
        <translation>下前牙槽高度不足</translation>
    </message>
    <message>
        <source>The lower incisors are at a normal height</source>
        <translation>下前牙槽高度正常</translation>
    </message>
    <message>
        <source>The lower incisors are erupted too far</source>
        <translation>下前牙槽高度过大</translation>
    </message>
    <message>
        <source>The lower molars are not erupted far enough</source>
        <translation>下后牙槽高度不足</translation>
    </message>
    <message>
        <source>The lower molars are at a normal height</source>
        <translation>下后牙槽高度正常</translation>
    </message>
    <message>
        <source>The lower molars are erupted too far</source>
        <translation>下后牙槽高度过大</translation>
    </message>
    <message>
        <source>The upper molars stand far back</source>
        <translation>上磨牙位置偏后</translation>
    </message>
    <message>
        <source>The upper molars stand normally from back to front</source>
        <translation>上磨牙前后位置正常</translation>
    </message>
    <message>
        <source>The upper molars stand far forward</source>
        <translation>上磨牙位置偏前</translation>
    </message>
    <message>
        <source>The overjet is small or reversed</source>
        <translation>覆盖小或反覆盖</translation>
    </message>
    <message>
        <source>The overjet is normal</source>
        <translation>覆盖正常</translation>
    </message>
    <message>
        <source>The overjet is large</source>
        <translation>覆盖过大</translation>
    </message>
    <message>
        <source>The overbite is small, or the bite is open</source>
        <translation>覆合浅或开合</translation>
    </message>
    <message>
        <source>The overbite is normal</source>
        <translation>覆合正常</translation>
    </message>
    <message>
        <source>The bite is deep</source>
        <translation>深覆合</translation>
    </message>
    <message>
        <source>The upper lip is set back</source>
        <translation>上唇后缩</translation>
    </message>
    <message>
        <source>The upper lip stands normally</source>
        <translation>上唇突度正常</translation>
    </message>
    <message>
        <source>The upper lip protrudes</source>
        <translation>上唇前突</translation>
    </message>
    <message>
        <source>The lower lip is set back</source>
        <translation>下唇后缩</translation>
    </message>
    <message>
        <source>The lower lip stands normally</source>
        <translation>下唇突度正常</translation>
    </message>
    <message>
        <source>The lower lip protrudes</source>
        <translation>下唇前突</translation>
    </message>
    <message>
        <source>The lips are set back against the chin</source>
        <translation>唇部相对颏部后缩</translation>
    </message>
    <message>
        <source>The lips are in balance with the chin</source>
        <translation>唇部与颏部协调</translation>
    </message>
    <message>
        <source>The lips protrude against the chin</source>
        <translation>唇部相对颏部前突</translation>
    </message>
    <message>
        <source>The nasolabial angle is acute: the upper lip protrudes or the nose turns down</source>
        <translation>鼻唇角小：上唇前突或鼻小柱下垂</translation>
    </message>
    <message>
        <source>The nasolabial angle is normal</source>
        <translation>鼻唇角正常</translation>
    </message>
    <message>
        <source>The nasolabial angle is obtuse: the upper lip is set back or the nose turns up</source>
        <translation>鼻唇角大：上唇后缩或鼻小柱上翘</translation>
    </message>
    <message>
        <source>The profile is concave</source>
        <translation>软组织侧貌偏凹</translation>
    </message>
    <message>
        <source>The profile is normal</source>
        <translation>软组织侧貌正常</translation>
    </message>
    <message>
        <source>The profile is convex</source>
        <translation>软组织侧貌偏凸</translation>
    </message>
    <message>
        <source>The chin is set back</source>
        <translation>软组织颏部后缩</translation>
    </message>
    <message>
        <source>The chin stands normally</source>
        <translation>软组织颏部位置正常</translation>
    </message>
    <message>
        <source>The chin stands forward</source>
        <translation>软组织颏部前突</translation>
    </message>
    <message>
        <source>The base of the nose is set back</source>
        <translation>鼻底位置后缩</translation>
    </message>
    <message>
        <source>The base of the nose stands normally</source>
        <translation>鼻底位置正常</translation>
    </message>
    <message>
        <source>The base of the nose stands forward</source>
        <translation>鼻底位置前突</translation>
    </message>
    <message>
        <source>The nose is flat</source>
        <translation>鼻突度小</translation>
    </message>
    <message>
        <source>The nose is normally prominent</source>
        <translation>鼻突度正常</translation>
    </message>
    <message>
        <source>The nose is prominent</source>
        <translation>鼻突度大</translation>
    </message>
    <message>
        <source>The hollow of the upper lip is shallow</source>
        <translation>上唇沟浅</translation>
    </message>
    <message>
        <source>The hollow of the upper lip is normal</source>
        <translation>上唇沟深度正常</translation>
    </message>
    <message>
        <source>The hollow of the upper lip is deep</source>
        <translation>上唇沟深</translation>
    </message>
    <message>
        <source>The fold between lower lip and chin is shallow</source>
        <translation>颏唇沟浅</translation>
    </message>
    <message>
        <source>The fold between lower lip and chin is normal</source>
        <translation>颏唇沟深度正常</translation>
    </message>
    <message>
        <source>The fold between lower lip and chin is deep</source>
        <translation>颏唇沟深</translation>
    </message>
    <message>
        <source>The soft tissue of the chin is thin</source>
        <translation>颏部软组织薄</translation>
    </message>
    <message>
        <source>The soft tissue of the chin is of normal thickness</source>
        <translation>颏部软组织厚度正常</translation>
    </message>
    <message>
        <source>The soft tissue of the chin is thick</source>
        <translation>颏部软组织厚</translation>
    </message>
    <message>
        <source>The upper lip is thin or strained</source>
        <translation>上唇薄或紧张</translation>
    </message>
    <message>
        <source>The upper lip is of normal thickness</source>
        <translation>上唇厚度正常</translation>
    </message>
    <message>
        <source>The upper lip is thick</source>
        <translation>上唇厚</translation>
    </message>
    <message>
        <source>The upper lip is short</source>
        <translation>上唇短</translation>
    </message>
    <message>
        <source>The upper lip is of normal length</source>
        <translation>上唇长度正常</translation>
    </message>
    <message>
        <source>The upper lip is long</source>
        <translation>上唇长</translation>
    </message>
    <message>
        <source>The lips overlap: the bite may be overclosed</source>
        <translation>上下唇重叠，可能闭合过度</translation>
    </message>
    <message>
        <source>The gap between the lips is normal</source>
        <translation>唇间隙正常</translation>
    </message>
    <message>
        <source>The lips stand apart</source>
        <translation>唇间隙过大</translation>
    </message>
    <message>
        <source>Too little of the upper incisors shows</source>
        <translation>上中切牙暴露不足</translation>
    </message>
    <message>
        <source>The upper incisors show normally</source>
        <translation>上中切牙暴露量正常</translation>
    </message>
    <message>
        <source>Too much of the upper incisors shows</source>
        <translation>上中切牙暴露过多</translation>
    </message>
    <message>
        <source>The upper lip is short for lower lip and chin</source>
        <translation>上唇高相对下唇及颏部较短</translation>
    </message>
    <message>
        <source>The heights of upper lip and of lower lip and chin match</source>
        <translation>上唇与下唇颏部高度协调</translation>
    </message>
    <message>
        <source>The upper lip is long for lower lip and chin</source>
        <translation>上唇高相对下唇及颏部较长</translation>
    </message>
    <message>
        <source>The lower third of the face is long for the middle third</source>
        <translation>面下三分之一相对面中部较长</translation>
    </message>
    <message>
        <source>The middle and the lower third of the face match</source>
        <translation>面中部与面下三分之一协调</translation>
    </message>
    <message>
        <source>The lower third of the face is short for the middle third</source>
        <translation>面下三分之一相对面中部较短</translation>
    </message>
    <message>
        <source>The angle of chin and throat is sharp</source>
        <translation>面颈角小</translation>
    </message>
    <message>
        <source>The angle of chin and throat is normal</source>
        <translation>面颈角正常</translation>
    </message>
    <message>
        <source>The angle of chin and throat is blunt</source>
        <translation>面颈角大</translation>
    </message>
    <message>
        <source>The throat is long for the height of the lower face</source>
        <translation>颏颈长度相对下面高较长</translation>
    </message>
    <message>
        <source>The throat matches the height of the lower face</source>
        <translation>颏颈长度与下面高协调</translation>
    </message>
    <message>
        <source>The throat is short for the height of the lower face</source>
        <translation>颏颈长度相对下面高较短</translation>
    </message>
</context>
<context>
    <name>Series</name>
    <message>
        <source>Several slices at one position: {0}</source>
        <translation>同一位置有多层：{0}</translation>
    </message>
    <message>
        <source>No positions; ordered by number: {0}</source>
        <translation>无位置信息，按编号排序：{0}</translation>
    </message>
    <message>
        <source>The same image more than once: {0}</source>
        <translation>同一图像重复：{0}</translation>
    </message>
    <message>
        <source>different patients</source>
        <translation>患者不同</translation>
    </message>
    <message>
        <source>its size is not that of its bits</source>
        <translation>尺寸与数据不符</translation>
    </message>
    <message>
        <source>it has no bits</source>
        <translation>没有数据</translation>
    </message>
    <message>
        <source>it lies within compressed pixels</source>
        <translation>位于压缩的像素数据中</translation>
    </message>
    <message>
        <source>it cannot be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>different image sizes</source>
        <translation>图像大小不同</translation>
    </message>
    <message>
        <source>different kinds of pixels</source>
        <translation>像素类型不同</translation>
    </message>
    <message>
        <source>different kinds of images</source>
        <translation>图像类型不同</translation>
    </message>
    <message>
        <source>different orientations</source>
        <translation>方向不同</translation>
    </message>
    <message>
        <source>different pixel spacing</source>
        <translation>像素间距不同</translation>
    </message>
    <message>
        <source>only some have a position</source>
        <translation>部分图像没有位置</translation>
    </message>
    <message>
        <source>the same places several times</source>
        <translation>同一位置重复采集</translation>
    </message>
    <message>
        <source>different segments</source>
        <translation>不同的分割区域</translation>
    </message>
    <message>
        <source>one identifier for different pictures</source>
        <translation>同一标识对应不同图像</translation>
    </message>
    <message>
        <source>Gaps between slices: {0}, the largest of {1} mm</source>
        <translation>层面之间有缺口：{0} 处，最大 {1} mm</translation>
    </message>
    <message>
        <source>Slices are unevenly spaced: {0} to {1} mm</source>
        <translation>层间距不均匀：{0} 至 {1} mm</translation>
    </message>
    <message>
        <source>Gantry tilt: {0}°</source>
        <translation>机架倾斜：{0}°</translation>
    </message>
    <message>
        <source>The series has slices of different orientations</source>
        <translation>序列中有不同方向的层面</translation>
    </message>
    <message>
        <source>Images whose files end too early: {0}</source>
        <translation>文件提前结束的图像：{0}</translation>
    </message>
    <message>
        <source>Part {0} of {1} of a series that was split: {2}</source>
        <translation>序列已拆分，第 {0} 部分，共 {1} 部分：{2}</translation>
    </message>
    <message>
        <source>The file does not say how the patient lay: left and right are not known</source>
        <translation>文件未说明患者体位：左右无法确定</translation>
    </message>
    <message>
        <source>The file gives two positions that differ (sform, qform); sform is used</source>
        <translation>文件给出两个不一致的位置（sform、qform），已采用 sform</translation>
    </message>
    <message>
        <source>The file does not say its unit of length; millimetres were assumed</source>
        <translation>文件未说明长度单位，按毫米处理</translation>
    </message>
    <message>
        <source>The slices are sheared: positions and lengths cannot be told</source>
        <translation>层面是斜切的：无法确定位置和长度</translation>
    </message>
    <message>
        <source>The first {0} of {1} time points are shown</source>
        <translation>共 {1} 个时间点，显示前 {0} 个</translation>
    </message>
    <message>
        <source>The file does not say {0}; the usual value was assumed</source>
        <translation>文件缺少 {0}，已按常用值处理</translation>
    </message>
    <message>
        <source>Tables of grey values that are damaged and not used: {0}</source>
        <translation>损坏而未使用的灰度查找表：{0}</translation>
    </message>
    <message>
        <source>{0} is not believed: {1}</source>
        <translation>{0} 不可信，未采用：{1}</translation>
    </message>
    <message>
        <source>The pixels’ height to width is {0} by their spacing and {1} by PixelAspectRatio; the spacing holds</source>
        <translation>像素高宽比按间距为 {0}，按 PixelAspectRatio 为 {1}；以间距为准</translation>
    </message>
    <message>
        <source>The file’s shutter cannot be as it says and is not drawn: {0}</source>
        <translation>文件中的遮光框不合理，未绘制：{0}</translation>
    </message>
    <message>
        <source>Graphics of the file are not drawn, overlay {0}: {1}</source>
        <translation>文件中的图形未绘制（覆盖层 {0}）：{1}</translation>
    </message>
    <message>
        <source>The file is empty</source>
        <translation>文件为空</translation>
    </message>
    <message>
        <source>Not an image file</source>
        <translation>不是图像文件</translation>
    </message>
    <message>
        <source>A DICOM object without a picture</source>
        <translation>不含图像的 DICOM 对象</translation>
    </message>
    <message>
        <source>The file is damaged</source>
        <translation>文件已损坏</translation>
    </message>
    <message>
        <source>The file ends too early</source>
        <translation>文件不完整</translation>
    </message>
    <message>
        <source>Too large to be opened</source>
        <translation>过大，无法打开</translation>
    </message>
    <message>
        <source>Nested too deeply</source>
        <translation>嵌套过深</translation>
    </message>
    <message>
        <source>Compressed in a way that is not supported</source>
        <translation>不支持的压缩方式</translation>
    </message>
    <message>
        <source>Pixels of a kind that is not supported</source>
        <translation>不支持的像素类型</translation>
    </message>
    <message>
        <source>The system does not let it be read</source>
        <translation>系统不允许读取</translation>
    </message>
    <message>
        <source>The file is not there</source>
        <translation>文件不存在</translation>
    </message>
    <message>
        <source>Points outside its own folder</source>
        <translation>指向所在文件夹之外</translation>
    </message>
    <message>
        <source>The same image again</source>
        <translation>重复的图像</translation>
    </message>
    <message>
        <source>Encrypted</source>
        <translation>已加密</translation>
    </message>
    <message>
        <source>The archive is damaged or unsafe</source>
        <translation>压缩包已损坏或不安全</translation>
    </message>
    <message>
        <source>An archive within an archive</source>
        <translation>压缩包中的压缩包</translation>
    </message>
    <message>
        <source>The DICOMDIR is damaged; its folder was searched instead</source>
        <translation>DICOMDIR 已损坏；已改为搜索其文件夹</translation>
    </message>
    <message>
        <source>The file ends too early; the missing part is black</source>
        <translation>文件不完整；缺失部分显示为黑色</translation>
    </message>
    <message>
        <source>More pixels than the header says; the rest is left out</source>
        <translation>像素多于文件头的声明；多余部分已忽略</translation>
    </message>
    <message>
        <source>The pixels are damaged</source>
        <translation>像素已损坏</translation>
    </message>
    <message>
        <source>The picture has another size than its header says</source>
        <translation>图像尺寸与文件头不符</translation>
    </message>
    <message>
        <source>The compressed picture is incomplete; part of it may be wrong</source>
        <translation>压缩图像不完整；部分内容可能有误</translation>
    </message>
    <message>
        <source>The file cannot be read</source>
        <translation>文件无法读取</translation>
    </message>
    <message>
        <source>The file was changed while it was read</source>
        <translation>文件在读取时被修改</translation>
    </message>
    <message>
        <source>The colour profile in the file cannot be used; the colours may be off</source>
        <translation>文件中的颜色配置文件无法使用，颜色可能有偏差</translation>
    </message>
    <message>
        <source>The compressed picture is damaged: it broke the decoder, which was restarted</source>
        <translation>压缩图像已损坏，导致解码程序崩溃；解码程序已重新启动</translation>
    </message>
    <message>
        <source>The compressed picture took too long to decode and was given up</source>
        <translation>压缩图像解码时间过长，已放弃</translation>
    </message>
    <message>
        <source>The compressed picture needs more memory to decode than is allowed</source>
        <translation>解码此压缩图像所需内存超出允许范围</translation>
    </message>
    <message>
        <source>The decoder could not be started; start the program again</source>
        <translation>无法启动解码程序；请重新启动本软件</translation>
    </message>
    <message>
        <source>Pixel spacing</source>
        <translation>像素间距</translation>
    </message>
    <message>
        <source>Pixel spacing of a radiograph; the file does not say whether in the patient or at the detector</source>
        <translation>X 线片的像素间距；文件未说明是在患者处还是在探测器处</translation>
    </message>
    <message>
        <source>Estimated in the patient: spacing of the detector ÷ magnification {0}</source>
        <translation>患者处的估算值：探测器间距 ÷ 放大率 {0}</translation>
    </message>
    <message>
        <source>Estimated in the patient: spacing of the detector ÷ {0}, from the tube’s distances to detector and patient</source>
        <translation>患者处的估算值：探测器间距 ÷ {0}（由球管到探测器和患者的距离得出）</translation>
    </message>
    <message>
        <source>On the scanned film or paper, not in the patient</source>
        <translation>扫描的胶片或纸张上的尺寸，并非患者处</translation>
    </message>
    <message>
        <source>Calibration of the ultrasound regions; holds inside of them</source>
        <translation>超声区域的校准；仅在区域内有效</translation>
    </message>
    <message>
        <source>Header of the NIfTI file</source>
        <translation>NIfTI 文件头</translation>
    </message>
    <message>
        <source>Calibrated by the geometry of exposure</source>
        <translation>按曝光几何校准</translation>
    </message>
    <message>
        <source>Calibrated by an object of known size in the image</source>
        <translation>按图像中已知尺寸的物体校准</translation>
    </message>
    <message>
        <source>Calibrated</source>
        <translation>已校准</translation>
    </message>
    <message>
        <source>At the detector (magnified)</source>
        <translation>探测器平面（有放大）</translation>
    </message>
    <message>
        <source>No scale: no millimetres</source>
        <translation>无比例：不显示毫米</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Window and person</source>
        <translation>窗口与人员</translation>
    </message>
    <message>
        <source>Analysis service</source>
        <translation>分析服务</translation>
    </message>
    <message>
        <source>Dental service</source>
        <translation>口腔检测服务</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>阅片</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>资料库</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Another language is spoken from the next start on.</source>
        <translation>更改语言后，下次启动时生效。</translation>
    </message>
    <message>
        <source>Dark (reading room)</source>
        <translation>深色（阅片室）</translation>
    </message>
    <message>
        <source>Light (chairside)</source>
        <translation>浅色（椅旁）</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>您的姓名</translation>
    </message>
    <message>
        <source>Stands beside each of your decisions from now on.</source>
        <translation>此后会记录在您的每项判断旁。</translation>
    </message>
    <message>
        <source>Hide patient identity on the screen</source>
        <translation>在屏幕上隐藏患者身份</translation>
    </message>
    <message>
        <source>Local service (built in)</source>
        <translation>本地服务（内置）</translation>
    </message>
    <message>
        <source>Vendor</source>
        <translation>供应商</translation>
    </message>
    <message>
        <source>Dental pictures go to</source>
        <translation>口腔影像发送到</translation>
    </message>
    <message>
        <source>Base address</source>
        <translation>服务根地址</translation>
    </message>
    <message>
        <source>Access token</source>
        <translation>访问令牌</translation>
    </message>
    <message>
        <source>The address without /api/…; a slash at its end does no harm. The token is kept in memory until the window closes, never on disk. VIEWER_DENTAL_TOKEN of the environment comes first.</source>
        <translation>地址不含 /api/…，末尾多一个斜杠也无妨。令牌只保存在内存中，窗口关闭即清除，从不写入磁盘。环境变量 VIEWER_DENTAL_TOKEN 优先。</translation>
    </message>
    <message>
        <source>Ask whether it is there</source>
        <translation>检查服务是否可用</translation>
    </message>
    <message>
        <source>Answer of the service</source>
        <translation>服务的应答</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>正在询问…</translation>
    </message>
    <message>
        <source>Analyses go to</source>
        <translation>分析发往</translation>
    </message>
    <message>
        <source>Show what is sent before the local service too</source>
        <translation>使用本地服务前也显示发送内容</translation>
    </message>
    <message>
        <source>Analyses at once</source>
        <translation>同时进行的分析数</translation>
    </message>
    <message>
        <source>Address (ShowAPI)</source>
        <translation>地址（ShowAPI）</translation>
    </message>
    <message>
        <source>Object store</source>
        <translation>对象存储</translation>
    </message>
    <message>
        <source>Bucket</source>
        <translation>存储桶</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Access key</source>
        <translation>访问密钥</translation>
    </message>
    <message>
        <source>Secret key</source>
        <translation>私有密钥</translation>
    </message>
    <message>
        <source>A series is sent as</source>
        <translation>序列发送方式</translation>
    </message>
    <message>
        <source>Delete the upload when the result is in</source>
        <translation>收到结果后删除上传的文件</translation>
    </message>
    <message>
        <source>Keys are kept in memory until the window closes, never on disk. VIEWER_APP_KEY and VIEWER_DS_ID of the environment come first.</source>
        <translation>密钥只保存在内存中，窗口关闭即清除，从不写入磁盘。环境变量 VIEWER_APP_KEY 和 VIEWER_DS_ID 优先。</translation>
    </message>
    <message>
        <source>One archive (zip)</source>
        <translation>一个压缩包（zip）</translation>
    </message>
    <message>
        <source>One multi-frame file</source>
        <translation>一个多帧文件</translation>
    </message>
    <message>
        <source>One address per slice</source>
        <translation>每层一个地址</translation>
    </message>
    <message>
        <source>A list of addresses</source>
        <translation>地址清单</translation>
    </message>
    <message>
        <source>After a judgement show the next undecided finding</source>
        <translation>判断后显示下一个未判断的结果</translation>
    </message>
    <message>
        <source>Ask for a comment on each rejected finding</source>
        <translation>排除结果时要求填写备注</translation>
    </message>
    <message>
        <source>Look first, then see the service's findings</source>
        <translation>先自行阅片，再看服务的结果</translation>
    </message>
    <message>
        <source>Findings of a service stay hidden until you have marked what you see, or signed that there is nothing.</source>
        <translation>在您标出病灶或签署表示无异常之前，服务的结果保持隐藏。</translation>
    </message>
    <message>
        <source>Dotted lines below a confidence of</source>
        <translation>置信度低于此值时画虚点线</translation>
    </message>
</context>
<context>
    <name>Similar</name>
    <message>
        <source>Draw a rectangle over what you look for; Esc leaves. With keys: Enter, arrows, Shift + arrows, Enter.</source>
        <translation>在要查找的部位画一个矩形；Esc 退出。用键盘：Enter、方向键、Shift + 方向键、Enter。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>The pixels of this image cannot be read.</source>
        <translation>无法读取该图像的像素。</translation>
    </message>
    <message>
        <source>This image is not read yet.</source>
        <translation>该图像尚未读取完成。</translation>
    </message>
    <message>
        <source>A region needs at least {0} × {0} pixels of the image.</source>
        <translation>区域至少需要 {0} × {0} 个图像像素。</translation>
    </message>
    <message>
        <source>Show…</source>
        <translation>显示…</translation>
    </message>
    <message>
        <source>Database “{0}”: {1}</source>
        <translation>图像库“{0}”：{1}</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Adding to “{0}”: {1}</source>
        <translation>正在加入“{0}”：{1}</translation>
    </message>
    <message>
        <source>{0} cancelled</source>
        <translation>已取消 {0}</translation>
    </message>
    <message>
        <source>Database deleted: {0}</source>
        <translation>图像库已删除：{0}</translation>
    </message>
    <message>
        <source>They are on this computer, in the local service: nothing leaves it.</source>
        <translation>图像库在本机的本地服务中：没有任何内容离开本机。</translation>
    </message>
    <message>
        <source>They are at {0}, outside of this computer.</source>
        <translation>图像库位于 {0}，不在本机。</translation>
    </message>
    <message>
        <source>the service does not say how many</source>
        <translation>服务未说明数量</translation>
    </message>
    <message>
        <source>Images of the database “{0}”</source>
        <translation>图像库“{0}”中的图像</translation>
    </message>
    <message>
        <source>Loading the list…</source>
        <translation>正在加载列表…</translation>
    </message>
    <message>
        <source>Delete these images?</source>
        <translation>删除这些图像？</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Deleting {0} of {1}</source>
        <translation>正在删除第 {0} 个，共 {1} 个</translation>
    </message>
    <message>
        <source>and {0} more</source>
        <translation>以及另外 {0} 个</translation>
    </message>
    <message>
        <source>From the database “{0}” all images with these entity IDs are deleted. This cannot be undone. The images in this library stay as they are.</source>
        <translation>图像库“{0}”中具有以下实体 ID 的所有图像将被删除，且无法撤销。本资料库中的图像保持不变。</translation>
    </message>
    <message>
        <source>The service gives no more of this list. Narrow it by the entity ID's beginning.</source>
        <translation>服务不再给出此列表的更多内容。请用实体 ID 的开头缩小范围。</translation>
    </message>
    <message>
        <source>{0} × {1} px</source>
        <translation>{0} × {1} 像素</translation>
    </message>
    <message>
        <source>Image {0}</source>
        <translation>图像 {0}</translation>
    </message>
    <message>
        <source>This view: image {0}, as it is shown</source>
        <translation>当前视图：第 {0} 幅图像，按显示的样子</translation>
    </message>
    <message>
        <source>The part that was drawn: {0}</source>
        <translation>所画的区域：{0}</translation>
    </message>
    <message>
        <source>Selected findings, cut out: {0}</source>
        <translation>选中的结果，裁剪图：{0}</translation>
    </message>
    <message>
        <source>Key images of this series: those with findings</source>
        <translation>本序列的关键图像：有结果的图像</translation>
    </message>
    <message>
        <source>Images of a folder</source>
        <translation>文件夹中的图像</translation>
    </message>
    <message>
        <source>No image is open any more.</source>
        <translation>已没有打开的图像。</translation>
    </message>
    <message>
        <source>No finding: the image that is shown first. {0} of {1} images</source>
        <translation>没有结果：取最先显示的图像。{0} / {1} 幅图像</translation>
    </message>
    <message>
        <source>{0} of {1} images</source>
        <translation>{0} / {1} 幅图像</translation>
    </message>
    <message>
        <source>It is added without the inversion.</source>
        <translation>加入时不反相。</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>检索</translation>
    </message>
    <message>
        <source>Search for similar cases</source>
        <translation>检索相似病例</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>图像库</translation>
    </message>
    <message>
        <source>You read this study blind: what the answer says is not shown yet.</source>
        <translation>您正在盲阅此检查：应答的内容暂不显示。</translation>
    </message>
    <message>
        <source>This picture is not of a study in this library. Compare works with the picture alone.</source>
        <translation>该图像不属于本资料库中的检查。仍可用图像本身进行对比。</translation>
    </message>
    <message>
        <source>Compare side by side</source>
        <translation>并排对比</translation>
    </message>
    <message>
        <source>Not the study on the screen</source>
        <translation>不是屏幕上的检查</translation>
    </message>
    <message>
        <source>Choose or create a database first.</source>
        <translation>请先选择或创建图像库。</translation>
    </message>
    <message>
        <source>Open images first.</source>
        <translation>请先打开图像。</translation>
    </message>
    <message>
        <source>Looking for databases…</source>
        <translation>正在查找图像库…</translation>
    </message>
    <message>
        <source>Have I seen this before?</source>
        <translation>以前见过类似的吗？</translation>
    </message>
    <message>
        <source>A database keeps pictures of your cases. Ask it about any image, and it shows those that look most alike. Create one, add key images to it, then search.</source>
        <translation>图像库保存您病例的图像。用任意图像检索，即可显示最相似的图像。先创建图像库，加入关键图像，然后检索。</translation>
    </message>
    <message>
        <source>Create a database…</source>
        <translation>创建图像库…</translation>
    </message>
    <message>
        <source>Search in {0} with the image on the screen, or with a part of it.</source>
        <translation>用屏幕上的图像或其中一部分在 {0} 中检索。</translation>
    </message>
    <message>
        <source>Searching in {0}…</source>
        <translation>正在 {0} 中检索…</translation>
    </message>
    <message>
        <source>No picture in this database is like it</source>
        <translation>该图像库中没有相似的图像</translation>
    </message>
    <message>
        <source>Try another region or grey window, or another database.</source>
        <translation>请换一个区域、灰度窗或图像库再试。</translation>
    </message>
    <message>
        <source>This database has no pictures yet</source>
        <translation>该图像库中还没有图像</translation>
    </message>
    <message>
        <source>Add key images of your cases to it; then they can be found.</source>
        <translation>先加入您病例的关键图像，之后即可检索到。</translation>
    </message>
    <message>
        <source>Add pictures…</source>
        <translation>加入图像…</translation>
    </message>
    <message>
        <source>If the picture had left already, the service may bill it.</source>
        <translation>如果图像已经发出，服务可能会计费。</translation>
    </message>
    <message>
        <source>The search was cancelled</source>
        <translation>检索已取消</translation>
    </message>
    <message>
        <source>Search again</source>
        <translation>再次检索</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>The local service has stopped</source>
        <translation>本地服务已停止</translation>
    </message>
    <message>
        <source>Nothing was searched. Searching again starts the service anew.</source>
        <translation>未进行检索。再次检索会重新启动该服务。</translation>
    </message>
    <message>
        <source>It is not known what became of it</source>
        <translation>结果未知</translation>
    </message>
    <message>
        <source>The picture was sent to {0} and no answer came. The search may have been made and billed. Search again?</source>
        <translation>图像已发送到 {0}，但没有收到应答。检索可能已经执行并计费。要再次检索吗？</translation>
    </message>
    <message>
        <source>This database is full. Delete images from it, or create another one.</source>
        <translation>此图像库已满。请从中删除图像，或另建一个。</translation>
    </message>
    <message>
        <source>There is room for {0} more images in this database, not for {1}.</source>
        <translation>此图像库还能容纳 {0} 幅图像，容不下 {1} 幅。</translation>
    </message>
    <message>
        <source>Choose the folder.</source>
        <translation>请选择文件夹。</translation>
    </message>
    <message>
        <source>{0} images of {1} series in the folder</source>
        <translation>文件夹中 {1} 个序列的 {0} 幅图像</translation>
    </message>
    <message>
        <source>Images for the database</source>
        <translation>要加入图像库的图像</translation>
    </message>
    <message>
        <source>Looking for images…</source>
        <translation>正在查找图像…</translation>
    </message>
    <message>
        <source>{0} files looked at, {1} images</source>
        <translation>已查看 {0} 个文件，{1} 幅图像</translation>
    </message>
    <message>
        <source>There is no image in this folder.</source>
        <translation>此文件夹中没有图像。</translation>
    </message>
    <message>
        <source>a call for each picture, billed by the service</source>
        <translation>每幅图像一次调用，由服务计费</translation>
    </message>
    <message>
        <source>Add to a database of similar cases</source>
        <translation>加入相似病例图像库</translation>
    </message>
    <message>
        <source>New…</source>
        <translation>新建…</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Into</source>
        <translation>加入到</translation>
    </message>
    <message>
        <source>Goes to</source>
        <translation>发送到</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>取自</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>What is added</source>
        <translation>加入的内容</translation>
    </message>
    <message>
        <source>Also one image of every so many</source>
        <translation>另外每若干幅取一幅</translation>
    </message>
    <message>
        <source>also one of every</source>
        <translation>另外每</translation>
    </message>
    <message>
        <source>images</source>
        <translation>幅取一幅</translation>
    </message>
    <message>
        <source>what is seen, without naming the patient</source>
        <translation>所见内容，不要写患者姓名</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>加入</translation>
    </message>
    <message>
        <source>Add one image</source>
        <translation>加入 1 幅图像</translation>
    </message>
    <message>
        <source>Add {0} images</source>
        <translation>加入 {0} 幅图像</translation>
    </message>
    <message>
        <source>There is no database yet: create one, then images can be added to it.</source>
        <translation>还没有图像库：请先新建一个，然后即可加入图像。</translation>
    </message>
    <message>
        <source>Databases of similar cases</source>
        <translation>相似病例图像库</translation>
    </message>
    <message>
        <source>Asking the service…</source>
        <translation>正在询问服务…</translation>
    </message>
    <message>
        <source>Databases</source>
        <translation>图像库</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>Add images…</source>
        <translation>加入图像…</translation>
    </message>
    <message>
        <source>Show images…</source>
        <translation>查看图像…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>There is no database yet. Create one below: pictures that you add to it are what a search for similar cases looks through.</source>
        <translation>还没有图像库。请在下方新建一个：检索相似病例时，查找的就是您加入其中的图像。</translation>
    </message>
    <message>
        <source>Delete this database?</source>
        <translation>删除此图像库？</translation>
    </message>
    <message>
        <source>This cannot be undone, neither here nor by the service.</source>
        <translation>无法撤销，本机和服务都不能恢复。</translation>
    </message>
    <message>
        <source>Type its name to delete it: {0}</source>
        <translation>输入其名称以删除：{0}</translation>
    </message>
    <message>
        <source>The database “{0}” goes with all images in it, however many there are.</source>
        <translation>图像库“{0}”及其中的所有图像将被删除，无论有多少。</translation>
    </message>
    <message>
        <source>The database “{0}” goes. There is no image in it.</source>
        <translation>图像库“{0}”将被删除。其中没有图像。</translation>
    </message>
    <message>
        <source>The database “{0}” goes with the one image in it.</source>
        <translation>图像库“{0}”及其中的 1 幅图像将被删除。</translation>
    </message>
    <message>
        <source>The database “{0}” goes with {1} images in it.</source>
        <translation>图像库“{0}”及其中的 {1} 幅图像将被删除。</translation>
    </message>
    <message>
        <source>Entity ID begins with</source>
        <translation>实体 ID 的开头</translation>
    </message>
    <message>
        <source>Of the open study</source>
        <translation>当前检查的</translation>
    </message>
    <message>
        <source>Load all</source>
        <translation>全部加载</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Images of the database</source>
        <translation>图像库中的图像</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>顺序</translation>
    </message>
    <message>
        <source>Oldest first</source>
        <translation>最早的在前</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>最新的在前</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>{0} selected, {1} of {2} images shown</source>
        <translation>已选 {0}，显示 {1} / {2} 幅图像</translation>
    </message>
    <message>
        <source>{1} of {2} images shown</source>
        <translation>显示 {1} / {2} 幅图像</translation>
    </message>
    <message>
        <source>There is no image in this database yet.</source>
        <translation>此图像库中还没有图像。</translation>
    </message>
    <message>
        <source>No entity ID begins with that.</source>
        <translation>没有以此开头的实体 ID。</translation>
    </message>
    <message>
        <source>This image was not added from this library.</source>
        <translation>此图像不是从本资料库加入的。</translation>
    </message>
    <message>
        <source>What is sent beside them</source>
        <translation>随图像发送的内容</translation>
    </message>
    <message>
        <source>This picture is added, as it is shown here</source>
        <translation>将按此处显示的样子加入这幅图像</translation>
    </message>
    <message>
        <source>These {0} pictures are added, as they are shown here</source>
        <translation>将按此处显示的样子加入这 {0} 幅图像</translation>
    </message>
    <message>
        <source>and {0} more like them</source>
        <translation>以及另外 {0} 幅</translation>
    </message>
    <message>
        <source>Pictures that are added</source>
        <translation>将加入的图像</translation>
    </message>
    <message>
        <source>Only pixels and the texts below are sent: no name, no date, no identifier; UIDs are replaced, the way back is kept on this computer. Text burned into the pixels is not looked for: check the pictures.</source>
        <translation>只发送像素和下面的文字：没有姓名、日期或标识；UID 已替换，对应关系只保存在本机。不会查找烧录在像素中的文字：请检查图像。</translation>
    </message>
    <message>
        <source>Name of a new database</source>
        <translation>新图像库的名称</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>There is a database of that name.</source>
        <translation>已有同名的图像库。</translation>
    </message>
    <message>
        <source>2 to 64 characters: small letters a to z, digits and _</source>
        <translation>2 至 64 个字符：小写字母 a 至 z、数字和 _</translation>
    </message>
    <message>
        <source>Adding to the database “{0}”</source>
        <translation>正在加入图像库“{0}”</translation>
    </message>
    <message>
        <source>What failed</source>
        <translation>失败的内容</translation>
    </message>
    <message>
        <source>Cancel the rest</source>
        <translation>取消其余的</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Close this and it goes on; it goes on after a restart too.</source>
        <translation>关闭此窗口后会继续；重新启动后也可继续。</translation>
    </message>
    <message>
        <source>Not all of them are there yet. What was added stays, whatever you choose.</source>
        <translation>尚未全部加入。无论如何选择，已加入的都会保留。</translation>
    </message>
    <message>
        <source>counting…</source>
        <translation>正在计数…</translation>
    </message>
    <message>
        <source>{0} of {1}: full</source>
        <translation>{0} / {1}：已满</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} / {1}</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Where it is</source>
        <translation>所在位置</translation>
    </message>
    <message>
        <source>Entity ID</source>
        <translation>实体 ID</translation>
    </message>
    <message>
        <source>Added on</source>
        <translation>加入时间</translation>
    </message>
    <message>
        <source>Changed on</source>
        <translation>更改时间</translation>
    </message>
    <message>
        <source>Asked about</source>
        <translation>检索对象</translation>
    </message>
    <message>
        <source>{0} of {1}: {2}</source>
        <translation>第 {0} 个，共 {1} 个：{2}</translation>
    </message>
    <message>
        <source>Wheel: zoom both · drag: move both · 0: fit · ← →: other matches</source>
        <translation>滚轮：同时缩放 · 拖动：同时移动 · 0：适合窗口 · ← →：其他匹配</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>上一个</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一个</translation>
    </message>
    <message>
        <source>The picture cannot be had</source>
        <translation>无法获取图像</translation>
    </message>
    <message>
        <source>Picture on its way…</source>
        <translation>正在获取图像…</translation>
    </message>
    <message>
        <source>Similar pictures</source>
        <translation>相似图像</translation>
    </message>
    <message>
        <source>Manage…</source>
        <translation>管理…</translation>
    </message>
    <message>
        <source>Databases: create, look into, add, delete</source>
        <translation>图像库：创建、查看、加入、删除</translation>
    </message>
    <message>
        <source>Search with this view</source>
        <translation>用当前视图检索</translation>
    </message>
    <message>
        <source>With a region</source>
        <translation>用区域</translation>
    </message>
    <message>
        <source>Search with a region</source>
        <translation>用区域检索</translation>
    </message>
    <message>
        <source>How many results, 1 to {0}</source>
        <translation>结果数量，1 至 {0}</translation>
    </message>
    <message>
        <source>The whole image, in the grey window that it has now</source>
        <translation>整幅图像，按当前灰度窗</translation>
    </message>
    <message>
        <source>Draw a rectangle over the image first</source>
        <translation>先在图像上画一个矩形</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果数</translation>
    </message>
    <message>
        <source>It cannot be empty.</source>
        <translation>不能为空。</translation>
    </message>
    <message>
        <source>At least {0} characters.</source>
        <translation>至少 {0} 个字符。</translation>
    </message>
    <message>
        <source>At most {0} characters.</source>
        <translation>最多 {0} 个字符。</translation>
    </message>
    <message>
        <source>It has characters that cannot be seen.</source>
        <translation>其中有不可见字符。</translation>
    </message>
    <message>
        <source>No spaces: only the letters a–z, the digits 0–9 and _.</source>
        <translation>不能有空格：只能用字母 a–z、数字 0–9 和 _。</translation>
    </message>
    <message>
        <source>Not allowed: {0}. Only the letters a–z, the digits 0–9 and _.</source>
        <translation>不允许：{0}。只能用字母 a–z、数字 0–9 和 _。</translation>
    </message>
    <message>
        <source>{0} of {1} added</source>
        <translation>已加入 {0}/{1}</translation>
    </message>
    <message>
        <source>{0} already there</source>
        <translation>{0} 个已存在</translation>
    </message>
    <message>
        <source>{0} failed</source>
        <translation>{0} 个失败</translation>
    </message>
    <message>
        <source>{0} of {1} pictures are still to be added.</source>
        <translation>{1} 张图像中还有 {0} 张待加入。</translation>
    </message>
    <message>
        <source>Match {0}, without a score</source>
        <translation>第 {0} 个匹配，无相似度</translation>
    </message>
    <message>
        <source>Match {0}, score {1} of 10</source>
        <translation>第 {0} 个匹配，相似度 {1}（满分 10）</translation>
    </message>
    <message>
        <source>this image</source>
        <translation>本图像</translation>
    </message>
    <message>
        <source>this study</source>
        <translation>本检查</translation>
    </message>
    <message>
        <source>this study, image {0}</source>
        <translation>本检查，第 {0} 幅图像</translation>
    </message>
    <message>
        <source>in the library</source>
        <translation>在资料库中</translation>
    </message>
    <message>
        <source>in the library: {0}</source>
        <translation>在资料库中：{0}</translation>
    </message>
    <message>
        <source>not in this library</source>
        <translation>不在本资料库中</translation>
    </message>
    <message>
        <source>its study is not in the library any more</source>
        <translation>其检查已不在资料库中</translation>
    </message>
    <message>
        <source>hidden while you read blind</source>
        <translation>盲读期间隐藏</translation>
    </message>
    <message>
        <source>without a label</source>
        <translation>无标签</translation>
    </message>
    <message>
        <source>Entity ID: {0}</source>
        <translation>实体 ID：{0}</translation>
    </message>
    <message>
        <source>Data ID: {0}</source>
        <translation>数据 ID：{0}</translation>
    </message>
    <message>
        <source>Extra data: {0}</source>
        <translation>附加数据：{0}</translation>
    </message>
    <message>
        <source>Local service: nothing leaves this computer.</source>
        <translation>本地服务：数据不会离开本机。</translation>
    </message>
    <message>
        <source>Sent to {0}: the picture alone, without name, dates or text. Each search is billed.</source>
        <translation>发送到 {0}：仅图像本身，不含姓名、日期和文字。每次检索均计费。</translation>
    </message>
    <message>
        <source>Image {0} of {1}</source>
        <translation>第 {0} 幅，共 {1} 幅</translation>
    </message>
    <message>
        <source>the whole image</source>
        <translation>整幅图像</translation>
    </message>
    <message>
        <source>region {0} × {1} px</source>
        <translation>区域 {0} × {1} 像素</translation>
    </message>
    <message>
        <source>1 picture of {0}</source>
        <translation>{0} 中的 1 幅图像</translation>
    </message>
    <message>
        <source>{0} pictures of {1}, the most alike first</source>
        <translation>{1} 中的 {0} 幅图像，最相似的在前</translation>
    </message>
</context>
<context>
    <name>SimilarErrors</name>
    <message>
        <source>A database cannot have this name.</source>
        <translation>图像库不能用这个名称。</translation>
    </message>
    <message>
        <source>A picture cannot have this entity id.</source>
        <translation>图像不能用这个实体 ID。</translation>
    </message>
    <message>
        <source>The service does not take this text beside a picture.</source>
        <translation>服务不接受图像所附的这段文字。</translation>
    </message>
    <message>
        <source>A text beside a picture says who the patient is.</source>
        <translation>图像所附的文字透露了患者身份。</translation>
    </message>
    <message>
        <source>Describe what is seen, without a name, a number or a date. Nothing was sent.</source>
        <translation>请只描述所见，不要写姓名、编号或日期。没有发送任何内容。</translation>
    </message>
    <message>
        <source>The database {0} is full: it takes {1} pictures.</source>
        <translation>图像库 {0} 已满：最多可存 {1} 张图像。</translation>
    </message>
    <message>
        <source>Delete pictures from it, or add to another database; then go on.</source>
        <translation>请删除其中的图像，或加入另一个图像库，然后继续。</translation>
    </message>
</context>
<context>
    <name>SimilarSheet</name>
    <message>
        <source>Sought</source>
        <translation>检索的图像</translation>
    </message>
    <message>
        <source>Likeness of pictures, as the service scores it. Not for diagnosis.</source>
        <translation>图像之间的相似程度由服务评分，不用于诊断。</translation>
    </message>
    <message>
        <source>No picture</source>
        <translation>无图像</translation>
    </message>
</context>
<context>
    <name>SliceBar</name>
    <message>
        <source>Image {0} of {1}</source>
        <translation>第 {0} 幅，共 {1} 幅</translation>
    </message>
    <message>
        <source>Slice</source>
        <translation>层面</translation>
    </message>
    <message>
        <source>Arrow keys go through the images of the stack</source>
        <translation>方向键逐幅浏览图像</translation>
    </message>
</context>
<context>
    <name>Slots</name>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Second series</source>
        <translation>第二个序列</translation>
    </message>
    <message>
        <source>Third series</source>
        <translation>第三个序列</translation>
    </message>
    <message>
        <source>Reference (stays)</source>
        <translation>参考图像（不动）</translation>
    </message>
    <message>
        <source>Prior (is moved onto it)</source>
        <translation>待配准图像（既往）</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Opened before</source>
        <translation>最近打开</translation>
    </message>
    <message>
        <source>Drop a study here</source>
        <translation>将检查拖放到这里</translation>
    </message>
    <message>
        <source>DICOM files or folders, ZIP archives, DICOMDIR, photographs or NIfTI</source>
        <translation>DICOM 文件或文件夹、ZIP 压缩包、DICOMDIR、照片或 NIfTI</translation>
    </message>
    <message>
        <source>Open files…</source>
        <translation>打开文件…</translation>
    </message>
    <message>
        <source>Open folder…</source>
        <translation>打开文件夹…</translation>
    </message>
    <message>
        <source>Demo study</source>
        <translation>演示检查</translation>
    </message>
    <message>
        <source>An artificial chest CT with nodules at known places</source>
        <translation>人工生成的胸部 CT，结节位置已知</translation>
    </message>
    <message>
        <source>The built-in analysis is a classical reference method: not for diagnosis.</source>
        <translation>内置分析为经典参考算法，不用于诊断。</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Stop reading</source>
        <translation>停止读取</translation>
    </message>
    <message>
        <source>This name stands beside each decision. Click to change it.</source>
        <translation>每个判断旁都会记录此姓名。点击可修改。</translation>
    </message>
    <message>
        <source>Reader: {0}</source>
        <translation>阅片者：{0}</translation>
    </message>
</context>
<context>
    <name>Studies</name>
    <message>
        <source>Without a name</source>
        <translation>无姓名</translation>
    </message>
    <message>
        <source>Series {0}</source>
        <translation>序列 {0}</translation>
    </message>
    <message>
        <source>Identity hidden</source>
        <translation>身份已隐藏</translation>
    </message>
    <message>
        <source>Study</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>1 image</source>
        <translation>1 幅图像</translation>
    </message>
    <message>
        <source>{0} images</source>
        <translation>{0} 幅图像</translation>
    </message>
    <message>
        <source>{0} mm</source>
        <translation>{0} mm</translation>
    </message>
    <message>
        <source>Nothing is open yet. Drop files anywhere in the window.</source>
        <translation>尚未打开任何内容。可将文件拖放到窗口任意位置。</translation>
    </message>
    <message>
        <source>Search patients and series</source>
        <translation>搜索患者和序列</translation>
    </message>
    <message>
        <source>Studies</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Nothing matches.</source>
        <translation>没有匹配项。</translation>
    </message>
</context>
<context>
    <name>Superimposition</name>
    <message>
        <source>S–N, at S</source>
        <translation>S–N，以 S 点重叠</translation>
    </message>
    <message>
        <source>Frankfort horizontal, at Po</source>
        <translation>眼耳平面，以 Po 点重叠</translation>
    </message>
    <message>
        <source>Palatal plane, at ANS</source>
        <translation>腭平面，以 ANS 点重叠</translation>
    </message>
    <message>
        <source>Both films are calibrated: changes are in millimetres.</source>
        <translation>两片均已标定：变化以毫米表示。</translation>
    </message>
    <message>
        <source>Not both films are calibrated: S–N is drawn equally long on both, and changes are in percent of its length. Growth of S–N is not seen.</source>
        <translation>两片未全部标定：将两片的 S–N 画成等长，变化以其长度的百分比表示。S–N 本身的生长看不出来。</translation>
    </message>
    <message>
        <source>Both films need these landmarks, apart from each other: {0}.</source>
        <translation>两片都需要以下标志点，且彼此不重合：{0}。</translation>
    </message>
    <message>
        <source>Not both films are calibrated, and there is no S–N to go by ({0}). Calibrate both, or place the missing landmarks.</source>
        <translation>两片未全部标定，也没有 S–N 可依据（{0}）。请标定两片，或补上缺少的标志点。</translation>
    </message>
</context>
<context>
    <name>Teeth</name>
    <message>
        <source>{0} {1}</source>
        <comment>quadrant and name of a tooth</comment>
        <translation>{0}{1}</translation>
    </message>
    <message>
        <source>upper right</source>
        <translation>右上</translation>
    </message>
    <message>
        <source>upper left</source>
        <translation>左上</translation>
    </message>
    <message>
        <source>lower left</source>
        <translation>左下</translation>
    </message>
    <message>
        <source>lower right</source>
        <translation>右下</translation>
    </message>
    <message>
        <source>central incisor</source>
        <translation>中切牙</translation>
    </message>
    <message>
        <source>lateral incisor</source>
        <translation>侧切牙</translation>
    </message>
    <message>
        <source>canine</source>
        <translation>尖牙</translation>
    </message>
    <message>
        <source>first premolar</source>
        <translation>第一前磨牙</translation>
    </message>
    <message>
        <source>second premolar</source>
        <translation>第二前磨牙</translation>
    </message>
    <message>
        <source>first molar</source>
        <translation>第一磨牙</translation>
    </message>
    <message>
        <source>second molar</source>
        <translation>第二磨牙</translation>
    </message>
    <message>
        <source>third molar</source>
        <translation>第三磨牙</translation>
    </message>
    <message>
        <source>deciduous central incisor</source>
        <translation>乳中切牙</translation>
    </message>
    <message>
        <source>deciduous lateral incisor</source>
        <translation>乳侧切牙</translation>
    </message>
    <message>
        <source>deciduous canine</source>
        <translation>乳尖牙</translation>
    </message>
    <message>
        <source>deciduous first molar</source>
        <translation>第一乳磨牙</translation>
    </message>
    <message>
        <source>deciduous second molar</source>
        <translation>第二乳磨牙</translation>
    </message>
    <message>
        <source>FDI</source>
        <translation>FDI</translation>
    </message>
    <message>
        <source>Universal</source>
        <translation>通用编号</translation>
    </message>
    <message>
        <source>Palmer</source>
        <translation>Palmer 记录法</translation>
    </message>
    <message>
        <source>healthy</source>
        <translation>健康</translation>
    </message>
    <message>
        <source>suspected</source>
        <translation>疑似</translation>
    </message>
    <message>
        <source>confirmed</source>
        <translation>确证</translation>
    </message>
    <message>
        <source>present</source>
        <translation>存在</translation>
    </message>
    <message>
        <source>not detected</source>
        <translation>未检出</translation>
    </message>
    <message>
        <source>missing or not detected</source>
        <translation>缺失或未检出</translation>
    </message>
    <message>
        <source>crown</source>
        <translation>牙冠修复</translation>
    </message>
    <message>
        <source>root filling</source>
        <translation>根管充填</translation>
    </message>
    <message>
        <source>implant</source>
        <translation>种植体</translation>
    </message>
    <message>
        <source>bridge</source>
        <translation>固定桥</translation>
    </message>
    <message>
        <source>filling</source>
        <translation>充填体</translation>
    </message>
    <message>
        <source>impacted</source>
        <translation>阻生</translation>
    </message>
    <message>
        <source>caries</source>
        <translation>龋齿</translation>
    </message>
    <message>
        <source>residual root</source>
        <translation>残根</translation>
    </message>
    <message>
        <source>residual crown</source>
        <translation>残冠</translation>
    </message>
    <message>
        <source>periapical lesion</source>
        <translation>根尖周病变</translation>
    </message>
    <message>
        <source>wedge-shaped defect</source>
        <translation>楔状缺损</translation>
    </message>
    <message>
        <source>tooth wear</source>
        <translation>牙磨损</translation>
    </message>
    <message>
        <source>bone loss</source>
        <translation>牙槽骨吸收</translation>
    </message>
    <message>
        <source>gingival recession</source>
        <translation>牙龈退缩</translation>
    </message>
    <message>
        <source>retained</source>
        <translation>滞留</translation>
    </message>
    <message>
        <source>other findings</source>
        <translation>其他结果</translation>
    </message>
    <message>
        <source>mesial</source>
        <translation>近中</translation>
    </message>
    <message>
        <source>distal</source>
        <translation>远中</translation>
    </message>
    <message>
        <source>occlusal</source>
        <translation>咬合面</translation>
    </message>
    <message>
        <source>vestibular</source>
        <translation>颊面</translation>
    </message>
    <message>
        <source>oral</source>
        <translation>舌面</translation>
    </message>
    <message>
        <source>Caries</source>
        <translation>龋齿</translation>
    </message>
    <message>
        <source>Tooth wear</source>
        <translation>牙磨损</translation>
    </message>
    <message>
        <source>Wedge-shaped defect</source>
        <translation>楔状缺损</translation>
    </message>
    <message>
        <source>Residual crown</source>
        <translation>残冠</translation>
    </message>
    <message>
        <source>Gingival recession</source>
        <translation>牙龈退缩</translation>
    </message>
    <message>
        <source>Impacted tooth</source>
        <translation>阻生牙</translation>
    </message>
    <message>
        <source>Full crown</source>
        <translation>全冠修复体</translation>
    </message>
    <message>
        <source>Periapical lesion</source>
        <translation>根尖周病变</translation>
    </message>
    <message>
        <source>Filling</source>
        <translation>充填体</translation>
    </message>
    <message>
        <source>Retained deciduous tooth</source>
        <translation>乳牙滞留</translation>
    </message>
    <message>
        <source>Embedded tooth</source>
        <translation>埋伏牙</translation>
    </message>
    <message>
        <source>Alveolar bone resorption</source>
        <translation>牙槽骨吸收</translation>
    </message>
    <message>
        <source>Residual root</source>
        <translation>残根</translation>
    </message>
    <message>
        <source>Over-eruption</source>
        <translation>牙齿伸长</translation>
    </message>
    <message>
        <source>Implant</source>
        <translation>种植体</translation>
    </message>
    <message>
        <source>Fixed bridge</source>
        <translation>固定桥</translation>
    </message>
    <message>
        <source>Root canal filling</source>
        <translation>根管充填</translation>
    </message>
    <message>
        <source>Microdontia</source>
        <translation>过小牙</translation>
    </message>
    <message>
        <source>High-density bone change</source>
        <translation>高密度骨异常</translation>
    </message>
    <message>
        <source>Supernumerary tooth</source>
        <translation>多生牙</translation>
    </message>
    <message>
        <source>Too little eruption space</source>
        <translation>萌出间隙不足</translation>
    </message>
    <message>
        <source>Low-density bone change</source>
        <translation>低密度骨异常</translation>
    </message>
    <message>
        <source>Crowding</source>
        <translation>牙列拥挤</translation>
    </message>
    <message>
        <source>Calculus</source>
        <translation>牙结石</translation>
    </message>
    <message>
        <source>Gingival abnormality</source>
        <translation>牙龈异常</translation>
    </message>
    <message>
        <source>Tooth discolouration</source>
        <translation>牙色异常</translation>
    </message>
    <message>
        <source>Dental fluorosis</source>
        <translation>氟牙症</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Close this notice</source>
        <translation>关闭提示</translation>
    </message>
</context>
<context>
    <name>ToothCard</name>
    <message>
        <source>Which tooth is it?</source>
        <translation>这是哪颗牙？</translation>
    </message>
    <message>
        <source>Tooth number and findings</source>
        <translation>牙位与结果</translation>
    </message>
    <message>
        <source>Findings in the whole picture</source>
        <translation>全图结论</translation>
    </message>
    <message>
        <source>Tooth number</source>
        <translation>牙位编号</translation>
    </message>
    <message>
        <source>Note (optional)</source>
        <translation>备注（可不填）</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Please say in the note why a finding of the service is taken off.</source>
        <translation>请在备注中说明为什么去掉服务给出的结果。</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>More…</source>
        <translation>更多…</translation>
    </message>
    <message>
        <source>Delete tooth</source>
        <translation>删除牙</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Status of what is added</source>
        <translation>新增结论的状态</translation>
    </message>
    <message>
        <source>none of the 52 teeth: supernumerary?</source>
        <translation>不属于 52 个牙位：多生牙？</translation>
    </message>
    <message>
        <source>Numbers of teeth</source>
        <translation>牙位编号</translation>
    </message>
</context>
<context>
    <name>ToothChart</name>
    <message>
        <source>Tooth chart</source>
        <translation>牙位图</translation>
    </message>
    <message>
        <source>Notation</source>
        <translation>编号方式</translation>
    </message>
    <message>
        <source>Teeth shown</source>
        <translation>显示的牙</translation>
    </message>
    <message>
        <source>Beside the chart</source>
        <translation>牙位图之外</translation>
    </message>
    <message>
        <source>To check</source>
        <translation>请核对</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Show: {0}</source>
        <translation>查看：{0}</translation>
    </message>
    <message>
        <source>All teeth</source>
        <translation>全部牙</translation>
    </message>
    <message>
        <source>Detected</source>
        <translation>已检出</translation>
    </message>
    <message>
        <source>Not detected</source>
        <translation>未检出</translation>
    </message>
    <message>
        <source>Upper jaw</source>
        <translation>上颌</translation>
    </message>
    <message>
        <source>Lower jaw</source>
        <translation>下颌</translation>
    </message>
    <message>
        <source>Front teeth</source>
        <translation>前牙</translation>
    </message>
    <message>
        <source>Molars</source>
        <translation>磨牙</translation>
    </message>
    <message>
        <source>What the colours of the chart mean</source>
        <translation>牙位图颜色的含义</translation>
    </message>
    <message>
        <source>dental work</source>
        <translation>修复与治疗</translation>
    </message>
    <message>
        <source>{0}, {1}</source>
        <translation>{0} {1}</translation>
    </message>
    <message>
        <source>caries probably {0}</source>
        <translation>龋齿可能位于{0}</translation>
    </message>
    <message>
        <source>{0} teeth have this number</source>
        <translation>{0} 颗牙使用此编号</translation>
    </message>
    <message>
        <source>{0} ({1})</source>
        <translation>{0}（{1}）</translation>
    </message>
    <message>
        <source>{0} teeth listed, {1} of them with findings</source>
        <translation>列出 {0} 颗牙，其中 {1} 颗有结果</translation>
    </message>
    <message>
        <source>The service's summary counts {0} teeth; its list has {1}.</source>
        <translation>服务的汇总为 {0} 颗牙，其列表中有 {1} 颗。</translation>
    </message>
    <message>
        <source>The service's summary counts {0} teeth with findings; its list has {1}.</source>
        <translation>服务的汇总为 {0} 颗有结果的牙，其列表中有 {1} 颗。</translation>
    </message>
    <message>
        <source>The service's summary counts {0} × {2}; its list has {1}.</source>
        <translation>服务的汇总为 {2} × {0}，其列表中有 {1} 个。</translation>
    </message>
    <message>
        <source>No tooth has the number {0}: a supernumerary tooth, or a wrong number.</source>
        <translation>没有编号为 {0} 的牙：多生牙，或编号有误。</translation>
    </message>
    <message>
        <source>The number {0} is given to {1} teeth: at least one is wrong.</source>
        <translation>编号 {0} 被用于 {1} 颗牙：至少一个有误。</translation>
    </message>
    <message>
        <source>Part of the box of {0} lies outside the picture.</source>
        <translation>{0} 的外框部分超出图像。</translation>
    </message>
    <message>
        <source>All teeth run the wrong way: the patient's right is on the right of the picture. Is the picture mirrored?</source>
        <translation>所有牙的排列方向相反：患者右侧位于图像右侧。图像是否左右翻转？</translation>
    </message>
    <message>
        <source>The upper teeth stand below the lower ones. Is the picture upside down?</source>
        <translation>上颌牙位于下颌牙下方。图像是否上下颠倒？</translation>
    </message>
    <message>
        <source>On the wrong side of the bite: {0}. Upper and lower may be changed.</source>
        <translation>位于咬合的另一侧：{0}。上下颌编号可能互换。</translation>
    </message>
    <message>
        <source>{0} stands where this number cannot be in the row of teeth.</source>
        <translation>{0} 所在位置与牙列顺序不符。</translation>
    </message>
    <message>
        <source>The order of {0} is impossible: some of these numbers are changed.</source>
        <translation>{0} 的顺序不可能成立：其中部分编号互换。</translation>
    </message>
    <message>
        <source>A deciduous tooth and its successor stand at the same place: {0}.</source>
        <translation>乳牙与其恒牙位于同一位置：{0}。</translation>
    </message>
    <message>
        <source>Right and left of the upper teeth seem to be changed.</source>
        <translation>上颌牙的左右侧编号似乎互换。</translation>
    </message>
    <message>
        <source>Right and left of the lower teeth seem to be changed.</source>
        <translation>下颌牙的左右侧编号似乎互换。</translation>
    </message>
    <message>
        <source>Teeth</source>
        <translation>牙位图</translation>
    </message>
</context>
<context>
    <name>Tracing</name>
    <message>
        <source>Names of landmarks</source>
        <translation>标志点名称</translation>
    </message>
    <message>
        <source>Landmarks</source>
        <translation>标志点</translation>
    </message>
    <message>
        <source>Soft profile</source>
        <translation>软组织侧貌</translation>
    </message>
    <message>
        <source>Cranial base and orbit</source>
        <translation>颅底与眼眶</translation>
    </message>
    <message>
        <source>Maxilla</source>
        <translation>上颌骨</translation>
    </message>
    <message>
        <source>Mandible</source>
        <translation>下颌骨</translation>
    </message>
    <message>
        <source>Symphysis</source>
        <translation>下颌联合</translation>
    </message>
    <message>
        <source>Teeth</source>
        <translation>牙</translation>
    </message>
    <message>
        <source>Planes</source>
        <translation>平面</translation>
    </message>
    <message>
        <source>Construction of the chosen measure</source>
        <translation>所选测量项的作图</translation>
    </message>
</context>
<context>
    <name>Verify</name>
    <message>
        <source>Library: {0}</source>
        <translation>资料库：{0}</translation>
    </message>
    <message>
        <source>… and {0} more</source>
        <translation>……另有 {0} 项</translation>
    </message>
    <message>
        <source>Everything is sound.</source>
        <translation>一切完好。</translation>
    </message>
    <message>
        <source>Not everything is sound. Bring the files back from a copy of the folder, or run those analyses again; everything else can be used.</source>
        <translation>并非一切完好。请用文件夹的副本恢复这些文件，或重新运行相应的分析；其余内容可照常使用。</translation>
    </message>
    <message>
        <source>Not everything is sound: the ledger is not as it was written. Keep this folder as it is, and compare it with a copy from "backups".</source>
        <translation>并非一切完好：操作账本与写入时不同。请原样保留此文件夹，并与 "backups" 中的备份比较。</translation>
    </message>
    <message>
        <source>Not everything is sound. Close the program, keep a copy of this folder, and bring the library back from its folder "backups".</source>
        <translation>并非一切完好。请关闭程序，保留此文件夹的副本，再用同一位置 "backups" 文件夹里的备份恢复资料库。</translation>
    </message>
    <message>
        <source>Opening the library</source>
        <translation>打开资料库</translation>
    </message>
    <message>
        <source>The file: {0} pages</source>
        <translation>文件：{0} 页</translation>
    </message>
    <message>
        <source>References between rows: {0} tables</source>
        <translation>行之间的引用：{0} 张表</translation>
    </message>
    <message>
        <source>The chain of events: {0} events</source>
        <translation>事件链：{0} 个事件</translation>
    </message>
    <message>
        <source>The end of the chain: {0} anchor</source>
        <translation>事件链末端：{0} 个锚点</translation>
    </message>
    <message>
        <source>Findings against answers and events: {0} looked at</source>
        <translation>发现与应答、事件是否一致：已核对 {0} 项</translation>
    </message>
    <message>
        <source>Jobs: {0}</source>
        <translation>任务：{0}</translation>
    </message>
    <message>
        <source>Kept files: {0}</source>
        <translation>保存的文件：{0}</translation>
    </message>
    <message>
        <source>damaged: {0}</source>
        <translation>损坏：{0}</translation>
    </message>
    <message>
        <source>row {1} of {0} names a row of {2} that is not there</source>
        <translation>{0} 的第 {1} 行引用了 {2} 中不存在的行</translation>
    </message>
    <message>
        <source>missing: {0}</source>
        <translation>缺失：{0}</translation>
    </message>
    <message>
        <source>changed: {0}</source>
        <translation>已被更改：{0}</translation>
    </message>
    <message>
        <source>files that nothing names: {0}</source>
        <translation>无人引用的文件：{0}</translation>
    </message>
    <message>
        <source>files that were being written: {0}</source>
        <translation>未写完的文件：{0}</translation>
    </message>
    <message>
        <source>event {0} was changed after it was written</source>
        <translation>事件 {0} 写入后被更改</translation>
    </message>
    <message>
        <source>events before event {0} are missing, or it was put in later</source>
        <translation>事件 {0} 之前有事件缺失，或它是后来插入的</translation>
    </message>
    <message>
        <source>times that went backwards: {0}, first at event {1} (the order is kept by number)</source>
        <translation>时间倒退：{0} 次，首次在事件 {1}（顺序以编号为准）</translation>
    </message>
    <message>
        <source>event {0} was there on {2}, now the last is {1}: restored from a copy, or cut off</source>
        <translation>事件 {0} 在 {2} 时还在，现在最后一个是 {1}：可能用备份恢复过，或末尾被截去</translation>
    </message>
    <message>
        <source>event {0} is not the one that was there on {1}</source>
        <translation>事件 {0} 与 {1} 时的不同</translation>
    </message>
    <message>
        <source>the anchor beside it is another library's</source>
        <translation>旁边的锚点属于另一个资料库</translation>
    </message>
    <message>
        <source>no anchor is kept, so a missing end would not be noticed</source>
        <translation>没有锚点，末尾缺失将无法察觉</translation>
    </message>
    <message>
        <source>brought back from a copy: {0}</source>
        <translation>曾用备份恢复：{0}</translation>
    </message>
    <message>
        <source>not in the list: finding {1} of run {0}</source>
        <translation>不在列表中：分析记录 {0} 的结果 {1}</translation>
    </message>
    <message>
        <source>in the list without a reason: {0}</source>
        <translation>列表中来历不明：{0}</translation>
    </message>
    <message>
        <source>listed otherwise than it stands: finding {1} of run {0}</source>
        <translation>列表与实际不符：分析记录 {0} 的结果 {1}</translation>
    </message>
    <message>
        <source>the answer of run {0} cannot be read</source>
        <translation>分析记录 {0} 的应答无法读取</translation>
    </message>
    <message>
        <source>not listed yet: the findings of run {0}</source>
        <translation>尚未列出：分析记录 {0} 的结果</translation>
    </message>
    <message>
        <source>job {0} is in a state that nobody knows: {1}</source>
        <translation>任务 {0} 处于未知状态：{1}</translation>
    </message>
    <message>
        <source>job {0} is done and has no result</source>
        <translation>任务 {0} 已完成却没有结果</translation>
    </message>
    <message>
        <source>job {0} was answered, and no answer is kept</source>
        <translation>任务 {0} 已有应答，但没有保存</translation>
    </message>
    <message>
        <source>job {0} waits for a service, and its number there is not kept</source>
        <translation>任务 {0} 在等待服务，但没有保存其编号</translation>
    </message>
    <message>
        <source>what the table {0} holds of job {1} cannot be read</source>
        <translation>表 {0} 中任务 {1} 的内容无法读取</translation>
    </message>
</context>
<context>
    <name>Viewport</name>
    <message>
        <source>inverted</source>
        <translation>反色</translation>
    </message>
    <message>
        <source>No series open</source>
        <translation>未打开序列</translation>
    </message>
    <message>
        <source>Choose one on the left, or drop files here.</source>
        <translation>请在左侧选择，或将文件拖放到这里。</translation>
    </message>
    <message>
        <source>Image {0} of {1}</source>
        <translation>第 {0} 幅，共 {1} 幅</translation>
    </message>
    <message>
        <source>Image {0} is being read</source>
        <translation>正在读取图像 {0}</translation>
    </message>
    <message>
        <source>Image {0} cannot be shown</source>
        <translation>图像 {0} 无法显示</translation>
    </message>
</context>
<context>
    <name>WindowActions</name>
    <message>
        <source>The new language is spoken from the next start on.</source>
        <translation>新的语言将在下次启动时生效。</translation>
    </message>
    <message>
        <source>Open files</source>
        <translation>打开文件</translation>
    </message>
    <message>
        <source>Open a folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Drawing the demo studies…</source>
        <translation>正在绘制演示检查…</translation>
    </message>
    <message>
        <source>the open series</source>
        <translation>当前序列</translation>
    </message>
    <message>
        <source>image {0}</source>
        <translation>图像 {0}</translation>
    </message>
    <message>
        <source>Analyses: {0}</source>
        <translation>分析：{0}</translation>
    </message>
</context>
</TS>
