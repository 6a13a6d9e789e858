"""Qwen3-Embedding and BERT restated in PyTorch: padded batches, as a careful user of a Python library would run them."""

import json
import math
import os
import struct

import numpy as np
import torch
from torch.nn import functional as F

TYPES = {"F32": (np.float32, torch.float32), "BF16": (np.int16, torch.bfloat16), "F16": (np.float16, torch.float16)}


def read_safetensors(path):
    with open(path, "rb") as file:
        size = struct.unpack("<Q", file.read(8))[0]
        header = json.loads(file.read(size))
    data = np.memmap(path, dtype=np.uint8, mode="r", offset=8 + size)
    tensors = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        begin, end = entry["data_offsets"]
        numpy_type, torch_type = TYPES[entry["dtype"]]
        values = torch.from_numpy(np.frombuffer(bytearray(data[begin:end]), dtype=numpy_type))
        tensors[name] = values.view(torch_type).reshape(entry["shape"]).float()
    return tensors


class Encoder:
    """forward(ids [B, T], lengths) gives the states [B, T, H]; what lies behind a text's length means nothing."""

    def __init__(self, folder):
        with open(os.path.join(folder, "config.json"), encoding="utf-8") as file:
            self.config = json.load(file)
        self.weights = read_safetensors(os.path.join(folder, "model.safetensors"))

    def linear(self, x, name):
        return F.linear(x, self.weights[name + ".weight"], self.weights.get(name + ".bias"))

    def attention(self, q, k, v, mask):
        scores = torch.matmul(q, k.transpose(-1, -2)) / math.sqrt(q.shape[-1])
        return torch.matmul(torch.softmax(scores + mask, -1), v).transpose(1, 2).flatten(2)

    def split(self, x, heads):
        return x.unflatten(-1, (heads, -1)).transpose(1, 2)

    @torch.no_grad()
    def forward(self, ids, lengths):
        away = torch.arange(ids.shape[1])[None, :] >= lengths[:, None]
        mask = torch.zeros(ids.shape[0], 1, 1, ids.shape[1]).masked_fill(away[:, None, None, :], -1e30)
        return (self.qwen3 if self.config["model_type"] == "qwen3" else self.bert)(ids, mask)

    def rms(self, x, name):
        return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + self.config["rms_norm_eps"]) * self.weights[name + ".weight"]

    def qwen3(self, ids, mask):
        c, length = self.config, ids.shape[1]
        size, heads, key_heads = c["head_dim"], c["num_attention_heads"], c["num_key_value_heads"]
        mask = mask + torch.full((length, length), -1e30).triu(1)
        frequency = c["rope_theta"] ** (-torch.arange(0, size, 2, dtype=torch.float64) / size)
        angle = (torch.arange(length, dtype=torch.float64)[:, None] * frequency).repeat(1, 2)
        cosine, sine = angle.cos().float(), angle.sin().float()

        def place(x, name):
            x = self.rms(x, name)
            turned = torch.cat([-x[..., size // 2:], x[..., :size // 2]], -1)
            return x * cosine + turned * sine

        x = F.embedding(ids, self.weights["embed_tokens.weight"])
        for layer in range(c["num_hidden_layers"]):
            at = f"layers.{layer}."
            h = self.rms(x, at + "input_layernorm")
            q = place(self.split(self.linear(h, at + "self_attn.q_proj"), heads), at + "self_attn.q_norm")
            k = place(self.split(self.linear(h, at + "self_attn.k_proj"), key_heads), at + "self_attn.k_norm")
            v = self.split(self.linear(h, at + "self_attn.v_proj"), key_heads)
            k, v = (t.repeat_interleave(heads // key_heads, 1) for t in (k, v))
            x = x + self.linear(self.attention(q, k, v, mask), at + "self_attn.o_proj")
            h = self.rms(x, at + "post_attention_layernorm")
            x = x + self.linear(F.silu(self.linear(h, at + "mlp.gate_proj")) * self.linear(h, at + "mlp.up_proj"), at + "mlp.down_proj")
        return self.rms(x, "norm")

    def norm(self, x, name):
        return F.layer_norm(x, x.shape[-1:], self.weights[name + ".weight"], self.weights[name + ".bias"],
                            self.config["layer_norm_eps"])

    def bert(self, ids, mask):
        heads = self.config["num_attention_heads"]
        x = F.embedding(ids, self.weights["embeddings.word_embeddings.weight"])
        x = x + self.weights["embeddings.position_embeddings.weight"][:ids.shape[1]]
        x = self.norm(x + self.weights["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
        for layer in range(self.config["num_hidden_layers"]):
            at = f"encoder.layer.{layer}."
            q, k, v = (self.split(self.linear(x, f"{at}attention.self.{name}"), heads) for name in ("query", "key", "value"))
            x = self.norm(x + self.linear(self.attention(q, k, v, mask), at + "attention.output.dense"), at + "attention.output.LayerNorm")
            h = self.linear(F.gelu(self.linear(x, at + "intermediate.dense")), at + "output.dense")
            x = self.norm(x + h, at + "output.LayerNorm")
        return x


def padded(texts):
    """Lists of tokens as a matrix, zeros behind their ends, and their lengths."""
    lengths = torch.tensor([len(text) for text in texts])
    ids = torch.zeros(len(texts), int(lengths.max()), dtype=torch.long)
    for row, text in enumerate(texts):
        ids[row, :len(text)] = torch.tensor(text)
    return ids, lengths


def pooled(states, lengths, how):
    """One vector for each text: its last token's, or the mean; of length 1."""
    if how == "last":
        vectors = states[torch.arange(len(lengths)), lengths - 1]
    else:
        inside = (torch.arange(states.shape[1])[None, :] < lengths[:, None]).unsqueeze(-1)
        vectors = (states * inside).sum(1) / lengths[:, None]
    return F.normalize(vectors, dim=-1)
