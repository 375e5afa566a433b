"""`jiaohao install`: a blank box becomes a part of a hall, wholly or not at all; `jiaohao uninstall` takes it back."""
