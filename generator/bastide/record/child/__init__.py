"""What runs in processes of its own, with the program's interpreter: needs the SDK and grpc, nothing else of ours.

Written for Python 3.9 and later, because that interpreter is the program's choice, not ours.
"""
