"""Makes the model. None of this is part of the running service."""

import os

# The matrices are small: threads would cost more than they bring.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
