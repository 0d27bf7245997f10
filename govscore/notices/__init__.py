"""Notices in words: which figure a number in a sentence states, and whether it is the right one."""
