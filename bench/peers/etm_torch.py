#!/usr/bin/python3
"""The official ETM restated for PyTorch, as the peer that our training is measured against.

Model and training recipe are those of adjidieng/ETM (Dieng, Ruiz & Blei, "Topic Modeling in Embedding Spaces",
TACL 2020): dense bag-of-words batches, two hidden layers, one sample of theta, closed-form KL, Adam. The program is
written anew and prints NDJSON: one "settings" line, one "epoch" line for each epoch, one "summary" line.

Threads: run it with libopenblas0-openmp. Debian's default libopenblas0-pthread keeps a second thread pool beside
torch's, and two threads are then slower than one (bench/peers/README.md).
"""

import argparse
import os
import sys
import time


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bow", help="folder with vocab.txt and train.txt[.gz], test.txt[.gz], test_h1/h2 if published")
    parser.add_argument("--topics", type=int, default=50)
    parser.add_argument("--embedding-size", type=int, default=300)
    parser.add_argument("--hidden-size", type=int, default=800)
    parser.add_argument("--batch-size", type=int, default=1000)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--learning-rate", type=float, default=0.005)
    parser.add_argument("--weight-decay", type=float, default=1.2e-6)
    parser.add_argument("--fixed-embeddings", action="store_true", help="rho is not trained; random without --vectors")
    parser.add_argument("--vectors", help="word2vec text file for --fixed-embeddings")
    parser.add_argument("--seed", type=int, default=2019)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--evaluate", action="store_true", help="completion perplexity, TD and NPMI after the last epoch")
    parser.add_argument("--evaluate-every", type=int, default=0, metavar="N", help="the same after every N epochs")
    return parser.parse_args()


ARGUMENTS = parse_arguments()
# Both libraries read this once, when they are loaded.
os.environ["OMP_NUM_THREADS"] = str(ARGUMENTS.threads)

import numpy as np  # noqa: E402
import torch  # noqa: E402
from torch import nn  # noqa: E402
from torch.nn import functional  # noqa: E402

from peer_data import blas_library, completion_halves, load_vocabulary, read_bow  # noqa: E402
from torch_peer import dense_batch, peak_rss_mb, show  # noqa: E402


class Etm(nn.Module):
    """theta = softmax(N(mu, sigma)) from an MLP over normalised counts; beta = softmax(rho alpha^T)."""

    def __init__(self, vocabulary_size, arguments, fixed_rho):
        super().__init__()
        hidden, width, topics = arguments.hidden_size, arguments.embedding_size, arguments.topics
        self.hidden = nn.Sequential(
            nn.Linear(vocabulary_size, hidden), nn.ReLU(), nn.Linear(hidden, hidden), nn.ReLU())
        self.mean = nn.Linear(hidden, topics)
        self.log_variance = nn.Linear(hidden, topics)
        # Linear layers are used for their initial values: uniform within 1/sqrt(width), as in the original.
        self.alpha = nn.Linear(width, topics, bias=False)
        if fixed_rho is None:
            self.rho = nn.Linear(width, vocabulary_size, bias=False).weight
        else:
            self.register_buffer("rho", fixed_rho)

    def beta(self):
        return functional.softmax(self.alpha(self.rho), dim=0).t()

    def posterior(self, shares):
        hidden = self.hidden(shares)
        return self.mean(hidden), self.log_variance(hidden)

    def forward(self, counts, shares):
        mean, log_variance = self.posterior(shares)
        kl = -0.5 * (1 + log_variance - mean.pow(2) - log_variance.exp()).sum(1).mean()
        z = mean + torch.randn_like(mean) * torch.exp(0.5 * log_variance)
        word_probability = functional.softmax(z, dim=1) @ self.beta()
        reconstruction = -(torch.log(word_probability + 1e-6) * counts).sum(1).mean()
        return reconstruction, kl


def train_epoch(model, optimizer, documents, vocabulary_size, batch_size):
    loss_sum = kl_sum = 0.0
    batches = torch.split(torch.randperm(len(documents)), batch_size)
    for indices in batches:
        optimizer.zero_grad()
        counts = dense_batch(documents, indices.tolist(), vocabulary_size)
        reconstruction, kl = model(counts, counts / counts.sum(1, keepdim=True))
        (reconstruction + kl).backward()
        optimizer.step()
        loss_sum += reconstruction.item()
        kl_sum += kl.item()
    return loss_sum / len(batches), kl_sum / len(batches)


def completion_perplexity(model, halves, vocabulary_size, batch_size=1000):
    """(exp of the mean over documents of the mean NLL per word, exp of the NLL per word over all words)."""
    beta = model.beta()
    mean_losses, total_loss, total_words = [], 0.0, 0.0
    for begin in range(0, len(halves[0]), batch_size):
        rows = range(begin, min(begin + batch_size, len(halves[0])))
        first = dense_batch(halves[0], rows, vocabulary_size)
        second = dense_batch(halves[1], rows, vocabulary_size)
        theta = functional.softmax(model.posterior(first / first.sum(1, keepdim=True))[0], dim=1)
        loss = -(torch.log(theta @ beta) * second).sum(1)
        mean_losses.append(loss / second.sum(1))
        total_loss += loss.sum().item()
        total_words += second.sum().item()
    return torch.cat(mean_losses).mean().exp().item(), float(np.exp(total_loss / total_words))


def npmi(top_words, documents):
    """Mean NPMI over the pairs of each topic's words, by co-occurrence in documents; -1 for pairs never together."""
    used = np.unique(top_words)
    column = {word: i for i, word in enumerate(used)}
    present = np.zeros((len(documents), len(used)), dtype=np.float32)
    for row, (words, _) in enumerate(documents):
        present[row, [column[w] for w in words[np.isin(words, used)]]] = 1
    together = (present.T @ present) / len(documents)
    scores = []
    for words in top_words:
        for i, a in enumerate(words):
            for b in words[i + 1:]:
                p_a, p_b = together[column[a], column[a]], together[column[b], column[b]]
                p_ab = together[column[a], column[b]]
                scores.append(-1.0 if p_ab == 0 else 1.0 if p_ab == 1 else np.log(p_ab / p_a / p_b) / -np.log(p_ab))
    return float(np.mean(scores))


def evaluate(model, documents, halves, vocabulary_size):
    with torch.no_grad():
        order = model.beta().argsort(dim=1, descending=True).numpy()
        top_25 = order[:, :25]
        result = {"topic_diversity": len(np.unique(top_25)) / top_25.size, "npmi": npmi(order[:, :10], documents)}
        if halves is not None:
            by_document, by_word = completion_perplexity(model, halves, vocabulary_size)
            result.update(perplexity=by_document, perplexity_by_word=by_word)
    return {name: round(value, 4) for name, value in result.items()}


def fixed_embeddings(arguments, vocabulary):
    """The file's vectors; words that it lacks, and all words without a file, get normal draws (sd .6, as there)."""
    rho = np.random.default_rng(arguments.seed).normal(scale=0.6, size=(len(vocabulary), arguments.embedding_size))
    if arguments.vectors:
        ids = {word: i for i, word in enumerate(vocabulary)}
        with open(arguments.vectors, encoding="utf-8") as lines:
            next(lines)
            for line in lines:
                word, *values = line.rstrip().split(" ")
                if word in ids:
                    rho[ids[word]] = np.array(values, dtype=np.float32)
    return torch.from_numpy(rho.astype(np.float32))


def main(arguments):
    torch.manual_seed(arguments.seed)
    torch.set_num_threads(arguments.threads)
    vocabulary = load_vocabulary(arguments.bow)
    documents = read_bow(arguments.bow, "train")
    if not documents:
        sys.exit(f"{arguments.bow}: no training documents")
    scored = arguments.evaluate or arguments.evaluate_every
    halves = completion_halves(arguments.bow) if scored else None
    rho = fixed_embeddings(arguments, vocabulary) if arguments.fixed_embeddings else None
    model = Etm(len(vocabulary), arguments, rho)
    if rho is None:
        model.rho = nn.Parameter(model.rho)
    optimizer = torch.optim.Adam(
        model.parameters(), lr=arguments.learning_rate, weight_decay=arguments.weight_decay)
    show("settings", **vars(arguments), vocabulary_size=len(vocabulary), documents=len(documents),
         non_zeros=int(sum(len(words) for words, _ in documents)), torch=torch.__version__, blas=blas_library())

    seconds, processor = [], []
    for epoch in range(1, arguments.epochs + 1):
        start, used = time.perf_counter(), time.process_time()
        reconstruction, kl = train_epoch(model, optimizer, documents, len(vocabulary), arguments.batch_size)
        seconds.append(time.perf_counter() - start)
        processor.append(time.process_time() - used)
        line = {"epoch": epoch, "seconds": round(seconds[-1], 4), "seconds_total": round(sum(seconds), 3),
                "reconstruction": round(reconstruction, 3), "kl": round(kl, 3)}
        if arguments.evaluate_every and epoch % arguments.evaluate_every == 0:
            line.update(evaluate(model, documents, halves, len(vocabulary)))
        show("epoch", **line)

    median = float(np.median(seconds))
    metrics = evaluate(model, documents, halves, len(vocabulary)) if arguments.evaluate else {}
    show("summary", seconds_per_epoch=round(median, 4), processor_seconds=round(float(np.median(processor)), 4),
         documents_per_second=round(len(documents) / median),
         peak_rss_mb=peak_rss_mb(), metrics=metrics)


if __name__ == "__main__":
    main(ARGUMENTS)
