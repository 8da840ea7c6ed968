"""Demo data: synthetic people on the real divisions, with the figures of July 2017.

One seed gives the same rows every time. Rows are written in bulk; opinions go through
the same gate as everybody's, so that each has a history that could have happened.
"""
