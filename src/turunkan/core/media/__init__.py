"""Pictures and videos: bytes to frames, words, codes and perceptual hashes. Needs the extra `media`.

What is read here may be hostile, so whoever calls `reading` does so in a process that may die
(`turunkan.desk.intake.media`). To look a hash up, `matching` needs numpy alone.
"""
