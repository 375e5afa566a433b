"""`jiaohao pair`: making this machine a box of a hall."""
