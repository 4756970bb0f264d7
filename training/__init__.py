"""How the models were made, from data to ONNX."""
