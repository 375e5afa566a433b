"""`jiaohao check`: whether all of a box, or of a hall, is as it should be, a line a part, and what to do where it is not."""
