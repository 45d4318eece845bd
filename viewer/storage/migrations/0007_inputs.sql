-- Jobs of several inputs, and of one image of a stack.
ALTER TABLE jobs ADD COLUMN frame INTEGER;
ALTER TABLE jobs ADD COLUMN grey_window TEXT NOT NULL DEFAULT '';
ALTER TABLE jobs ADD COLUMN inputs TEXT NOT NULL DEFAULT '[]';
ALTER TABLE jobs ADD COLUMN input_snapshots TEXT NOT NULL DEFAULT '[]';
