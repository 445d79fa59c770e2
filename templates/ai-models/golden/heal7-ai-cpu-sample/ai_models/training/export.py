"""The trained network as an ONNX graph."""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from ai_models.features import ROW_WIDTH
from ai_models.training.network import SWAPPED, Weights

# ONNX Runtime reads all up to its own; these are years old and everywhere.
_OPSET = 17
_IR_VERSION = 8


def export(weights: Weights) -> bytes:
    """Write the graph: `pairs` [N, 20] in, `scores` [N] from 0 to 100 out."""
    nodes = [helper.make_node("Gather", ["pairs", "swapped"], ["pairs_swapped"], axis=1)]
    for rows in ("pairs", "pairs_swapped"):
        nodes += [
            helper.make_node("Gemm", [rows, "hidden", "hidden_bias"], [f"{rows}_sum"]),
            helper.make_node("Relu", [f"{rows}_sum"], [f"{rows}_hidden"]),
            helper.make_node("Gemm", [f"{rows}_hidden", "output", "output_bias"], [f"{rows}_out"]),
        ]
    nodes += [
        helper.make_node("Mean", ["pairs_out", "pairs_swapped_out"], ["logit"]),
        helper.make_node("Sigmoid", ["logit"], ["share"]),
        helper.make_node("Mul", ["share", "hundred"], ["score"]),
        helper.make_node("Squeeze", ["score", "last"], ["scores"]),
    ]
    constants = {
        **{name: part.astype(np.float32) for name, part in weights._asdict().items()},
        "swapped": np.array(SWAPPED, dtype=np.int64),
        "hundred": np.array(100, dtype=np.float32),
        "last": np.array([1], dtype=np.int64),
    }
    graph = helper.make_graph(
        nodes,
        "compatibility",
        [helper.make_tensor_value_info("pairs", TensorProto.FLOAT, ["N", ROW_WIDTH])],
        [helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["N"])],
        [numpy_helper.from_array(array, name) for name, array in constants.items()],
    )
    model = helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=_IR_VERSION
    )
    onnx.checker.check_model(model, full_check=True)
    written: bytes = model.SerializeToString(deterministic=True)
    return written
