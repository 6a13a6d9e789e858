"""Folders of random models in Hugging Face's layout, small ones for tests and full-size ones for benchmarks."""

import json
import os
import struct

import numpy as np

QWEN3_06B = {"model_type": "qwen3", "vocab_size": 151669, "hidden_size": 1024, "num_hidden_layers": 28, "num_attention_heads": 16,
             "num_key_value_heads": 8, "head_dim": 128, "intermediate_size": 3072, "max_position_embeddings": 32768,
             "rms_norm_eps": 1e-6, "rope_theta": 1000000, "hidden_act": "silu"}
MINILM = {"model_type": "bert", "vocab_size": 30522, "hidden_size": 384, "num_hidden_layers": 6, "num_attention_heads": 12,
          "intermediate_size": 1536, "max_position_embeddings": 512, "type_vocab_size": 2, "layer_norm_eps": 1e-12,
          "hidden_act": "gelu"}


def qwen3_shapes(c):
    h, f = c["hidden_size"], c["intermediate_size"]
    q, kv = c["num_attention_heads"] * c["head_dim"], c["num_key_value_heads"] * c["head_dim"]
    yield "embed_tokens.weight", (c["vocab_size"], h)
    yield "norm.weight", (h,)
    for layer in range(c["num_hidden_layers"]):
        at = f"layers.{layer}."
        for name in ("input_layernorm", "post_attention_layernorm"):
            yield f"{at}{name}.weight", (h,)
        for name in ("q_norm", "k_norm"):
            yield f"{at}self_attn.{name}.weight", (c["head_dim"],)
        for name, shape in (("self_attn.q_proj", (q, h)), ("self_attn.k_proj", (kv, h)), ("self_attn.v_proj", (kv, h)),
                            ("self_attn.o_proj", (h, q)), ("mlp.gate_proj", (f, h)), ("mlp.up_proj", (f, h)), ("mlp.down_proj", (h, f))):
            yield f"{at}{name}.weight", shape


def bert_shapes(c):
    h, f = c["hidden_size"], c["intermediate_size"]

    def linear(name, outputs, inputs):
        return [(name + ".weight", (outputs, inputs)), (name + ".bias", (outputs,))]

    def norm(name):
        return [(name + ".weight", (h,)), (name + ".bias", (h,))]

    for name, rows in (("word", c["vocab_size"]), ("position", c["max_position_embeddings"]), ("token_type", c["type_vocab_size"])):
        yield f"embeddings.{name}_embeddings.weight", (rows, h)
    yield from norm("embeddings.LayerNorm")
    for layer in range(c["num_hidden_layers"]):
        at = f"encoder.layer.{layer}."
        for name in ("attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense"):
            yield from linear(at + name, h, h)
        yield from linear(at + "intermediate.dense", f, h)
        yield from linear(at + "output.dense", h, f)
        yield from norm(at + "attention.output.LayerNorm")
        yield from norm(at + "output.LayerNorm")


def values(name, shape, dice):
    if "norm" in name.lower():
        centre = 0 if name.endswith("bias") else 1
        return centre + 0.1 * dice.standard_normal(shape, dtype=np.float32)
    scale = 1 if "embed" in name else 0.1 if name.endswith("bias") else shape[-1] ** -0.5
    return scale * dice.standard_normal(shape, dtype=np.float32)


def bfloat16(array):
    """Rounded to nearest, ties to even."""
    bits = array.view(np.uint32)
    return ((bits + 0x7FFF + (bits >> 16 & 1)) >> 16).astype(np.uint16)


def make_model(folder, config, tokenizer, half=False, seed=1):
    """Writes config.json, model.safetensors (bfloat16 when `half`) and tokenizer.json; the last token or the mean, normalised."""
    os.makedirs(os.path.join(folder, "1_Pooling"), exist_ok=True)
    is_qwen3 = config["model_type"] == "qwen3"
    module = "sentence_transformers.models."
    files = {
        "config.json": config, "tokenizer.json": tokenizer,
        "modules.json": [{"idx": 0, "name": "0", "path": "", "type": module + "Transformer"},
                         {"idx": 1, "name": "1", "path": "1_Pooling", "type": module + "Pooling"},
                         {"idx": 2, "name": "2", "path": "2_Normalize", "type": module + "Normalize"}],
        "1_Pooling/config.json": {"word_embedding_dimension": config["hidden_size"], "pooling_mode_cls_token": False,
                                  "pooling_mode_mean_tokens": not is_qwen3, "pooling_mode_lasttoken": is_qwen3},
    }
    for name, content in files.items():
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            json.dump(content, file, ensure_ascii=False)
    shapes = list((qwen3_shapes if is_qwen3 else bert_shapes)(config))
    header, offset = {}, 0
    for name, shape in shapes:
        size = int(np.prod(shape)) * (2 if half else 4)
        header[name] = {"dtype": "BF16" if half else "F32", "shape": shape, "data_offsets": [offset, offset + size]}
        offset += size
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    dice = np.random.default_rng(seed)
    with open(os.path.join(folder, "model.safetensors"), "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for name, shape in shapes:
            array = values(name, shape, dice)
            file.write((bfloat16(array) if half else array).tobytes())
