#!/usr/bin/python3
"""The usual way to serve an ETM: FastAPI and uvicorn, the encoder in PyTorch.

usage: fastapi_server.py PORT VOCABULARY [--hidden 800] [--topics 50]

GET /ping is answered by a coroutine. POST /theta takes {"text": ...}: lower case, words by a regular expression, a dense
normalised bag of words, two hidden layers, softmax, the three largest topics. The weights are random: only the work counts.
"""

import argparse
import os
import re

os.environ.setdefault("OMP_NUM_THREADS", "1")

import fastapi
import pydantic
import torch
import uvicorn

WORD = re.compile(r"[a-z]{2,}")


class Text(pydantic.BaseModel):
    text: str


def make_app(vocabulary, hidden, topics):
    torch.set_num_threads(1)
    torch.manual_seed(1)
    numbers = {word: number for number, word in enumerate(vocabulary)}
    encoder = torch.nn.Sequential(
        torch.nn.Linear(len(vocabulary), hidden), torch.nn.ReLU(), torch.nn.Linear(hidden, hidden), torch.nn.ReLU(),
        torch.nn.Linear(hidden, topics)).eval()
    app = fastapi.FastAPI()

    @app.get("/ping")
    async def ping():
        return {"status": "alive"}

    @app.post("/theta")
    async def theta(body: Text):
        counts = torch.zeros(1, len(vocabulary))
        for word in WORD.findall(body.text.lower()):
            number = numbers.get(word)
            if number is not None:
                counts[0, number] += 1
        with torch.inference_mode():
            weights = torch.softmax(encoder(counts / counts.sum().clamp(min=1)), 1)[0]
            values, order = weights.topk(3)
        return {"topics": [{"topic_id": k, "weight": weight} for k, weight in zip(order.tolist(), values.tolist())],
                "weights": weights.tolist()}

    return app


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("port", type=int)
    parser.add_argument("vocabulary")
    parser.add_argument("--hidden", type=int, default=800)
    parser.add_argument("--topics", type=int, default=50)
    options = parser.parse_args()
    with open(options.vocabulary, encoding="utf-8") as file:
        vocabulary = file.read().split("\n")
    uvicorn.run(make_app([word for word in vocabulary if word], options.hidden, options.topics), host="127.0.0.1",
                port=options.port, loop="uvloop", http="httptools", access_log=False, log_level="warning")


if __name__ == "__main__":
    main()
