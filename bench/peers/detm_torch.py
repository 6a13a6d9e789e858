#!/usr/bin/python3
"""The official DETM restated for PyTorch, as the peer that our training over time is measured against.

Model and training recipe are those of adjidieng/DETM (Dieng, Ruiz & Blei, "The Dynamic Embedded Topic Model", 2019):
alpha and eta follow random walks, a mean-field posterior of alpha, an LSTM over the slices' mean bags of words for
eta, an MLP over [normalised counts; eta_t] for theta, topics of every slice computed in every step and then copied
for every document, four loss terms, Adam. The program is written anew and prints NDJSON: one "settings" line, one
"epoch" line for each epoch, one "summary" line.

BOW is a published bag-of-words folder with times (nyt_topmost_v10000). About 5 GB of memory at the paper's sizes.
Threads: as for etm_torch.py, run it with libopenblas0-openmp.
"""

import argparse
import os
import sys
import time


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bow", help="folder with vocab.txt, train.txt[.gz], train_times.txt and time2id.txt")
    parser.add_argument("--topics", type=int, default=50)
    parser.add_argument("--embedding-size", type=int, default=300)
    parser.add_argument("--hidden-size", type=int, default=800, help="of the encoder of theta")
    parser.add_argument("--eta-hidden-size", type=int, default=200, help="of the LSTM")
    parser.add_argument("--eta-layers", type=int, default=3)
    parser.add_argument("--delta", type=float, default=0.005, help="variance of a step of the random walks")
    parser.add_argument("--batch-size", type=int, default=1000)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--learning-rate", type=float, default=0.005)
    parser.add_argument("--weight-decay", type=float, default=1.2e-6)
    parser.add_argument("--seed", type=int, default=2019)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--beta", metavar="FILE", help="write the topics, [T, K, V], as .npy after the last epoch")
    return parser.parse_args()


ARGUMENTS = parse_arguments()
# Both libraries read this once, when they are loaded.
os.environ["OMP_NUM_THREADS"] = str(ARGUMENTS.threads)

import numpy as np  # noqa: E402
import torch  # noqa: E402
from torch import nn  # noqa: E402
from torch.nn import functional  # noqa: E402

from peer_data import blas_library, load_vocabulary, read_bow, read_times  # noqa: E402
from torch_peer import dense_batch, peak_rss_mb, show  # noqa: E402


def draw(mean, log_variance):
    return mean + torch.randn_like(mean) * torch.exp(0.5 * log_variance)


def kl_of_gaussians(mean, log_variance, prior_mean, prior_variance):
    """KL(q || p) of diagonal Gaussians, over the last axis; 1e-6 beside the prior's variance, as in the original."""
    prior = torch.as_tensor(prior_variance, dtype=mean.dtype)
    ratio = (log_variance.exp() + (mean - prior_mean).pow(2)) / (prior + 1e-6)
    return 0.5 * (ratio - 1 + prior.log() - log_variance).sum(-1)


class Detm(nn.Module):
    def __init__(self, vocabulary_size, slices, arguments):
        super().__init__()
        topics, width, hidden, recurrent = (arguments.topics, arguments.embedding_size, arguments.hidden_size,
                                            arguments.eta_hidden_size)
        self.delta = arguments.delta
        self.rho = nn.Linear(width, vocabulary_size, bias=False)
        self.alpha_mean = nn.Parameter(torch.randn(topics, slices, width))
        self.alpha_log_variance = nn.Parameter(torch.randn(topics, slices, width))
        self.hidden = nn.Sequential(
            nn.Linear(vocabulary_size + topics, hidden), nn.ReLU(), nn.Linear(hidden, hidden), nn.ReLU())
        self.theta_mean = nn.Linear(hidden, topics)
        self.theta_log_variance = nn.Linear(hidden, topics)
        self.eta_input = nn.Linear(vocabulary_size, recurrent)
        self.lstm = nn.LSTM(recurrent, recurrent, arguments.eta_layers)
        self.eta_mean = nn.Linear(recurrent + topics, topics)
        self.eta_log_variance = nn.Linear(recurrent + topics, topics)

    def sample_alpha(self):
        """One draw of every alpha_k^(t), [T, K, L], and the KL of their walk, slice after slice as there."""
        drawn, kl = [], 0
        for t in range(self.alpha_mean.shape[1]):
            mean, log_variance = self.alpha_mean[:, t], self.alpha_log_variance[:, t]
            before, variance = (drawn[-1], self.delta) if t else (torch.zeros_like(mean), 1.0)
            kl = kl + kl_of_gaussians(mean, log_variance, before, variance).sum()
            drawn.append(draw(mean, log_variance))
        return torch.stack(drawn), kl

    def sample_eta(self, slice_bags):
        """One draw of every eta_t, [T, K]: each posterior sees the LSTM's output and the draw before it."""
        states, _ = self.lstm(self.eta_input(slice_bags).unsqueeze(1))
        before, variance = torch.zeros(self.eta_mean.out_features), 1.0
        drawn, kl = [], 0
        for state in states.squeeze(1):
            seen = torch.cat([state, before])
            mean, log_variance = self.eta_mean(seen), self.eta_log_variance(seen)
            kl = kl + kl_of_gaussians(mean, log_variance, before, variance)
            before, variance = draw(mean, log_variance), self.delta
            drawn.append(before)
        return torch.stack(drawn), kl

    def beta(self, alpha):
        return functional.softmax(self.rho(alpha), dim=-1)

    def forward(self, counts, times, slice_bags, scale):
        """The four terms of the loss; what single documents add is scaled up from the batch to the corpus."""
        alpha, kl_alpha = self.sample_alpha()
        eta, kl_eta = self.sample_eta(slice_bags)
        of_document = eta[times]
        hidden = self.hidden(torch.cat([counts / counts.sum(1, keepdim=True), of_document], dim=1))
        mean, log_variance = self.theta_mean(hidden), self.theta_log_variance(hidden)
        kl_theta = scale * kl_of_gaussians(mean, log_variance, of_document, 1.0).sum()
        theta = functional.softmax(draw(mean, log_variance), dim=-1)
        # [B, K, V]: the copy for every document that the original makes.
        word_probability = torch.bmm(theta.unsqueeze(1), self.beta(alpha)[times]).squeeze(1)
        reconstruction = -scale * (torch.log(word_probability + 1e-6) * counts).sum()
        return reconstruction, kl_theta, kl_eta, kl_alpha


def mean_bags(documents, times, slices, vocabulary_size):
    """Mean counts of the documents of each slice, [T, V]."""
    bags = np.zeros((slices, vocabulary_size), dtype=np.float32)
    for (words, counts), t in zip(documents, times):
        bags[t, words] += counts
    return torch.from_numpy(bags / np.maximum(np.bincount(times, minlength=slices), 1)[:, None].astype(np.float32))


def train_epoch(model, optimizer, documents, times, slice_bags, batch_size):
    sums = np.zeros(4)
    batches = torch.split(torch.randperm(len(documents)), batch_size)
    for indices in batches:
        optimizer.zero_grad()
        counts = dense_batch(documents, indices.tolist(), slice_bags.shape[1])
        terms = model(counts, times[indices], slice_bags, len(documents) / len(indices))
        sum(terms).backward()
        optimizer.step()
        sums += [term.item() for term in terms]
    return sums / len(batches) / len(documents)


def main(arguments):
    torch.manual_seed(arguments.seed)
    torch.set_num_threads(arguments.threads)
    vocabulary = load_vocabulary(arguments.bow)
    documents = read_bow(arguments.bow, "train")
    if not documents:
        sys.exit(f"{arguments.bow}: no training documents")
    times, labels = read_times(arguments.bow, "train")
    slice_bags = mean_bags(documents, times, len(labels), len(vocabulary))
    model = Detm(len(vocabulary), len(labels), arguments)
    optimizer = torch.optim.Adam(model.parameters(), lr=arguments.learning_rate, weight_decay=arguments.weight_decay)
    show("settings", **vars(arguments), vocabulary_size=len(vocabulary), documents=len(documents), slices=len(labels),
         non_zeros=int(sum(len(words) for words, _ in documents)), torch=torch.__version__, blas=blas_library())

    seconds, processor = [], []
    times = torch.from_numpy(times)
    for epoch in range(1, arguments.epochs + 1):
        start, used = time.perf_counter(), time.process_time()
        losses = train_epoch(model, optimizer, documents, times, slice_bags, arguments.batch_size)
        seconds.append(time.perf_counter() - start)
        processor.append(time.process_time() - used)
        per_document = dict(zip(("reconstruction", "kl_theta", "kl_eta", "kl_alpha"), losses.round(3).tolist()))
        show("epoch", epoch=epoch, seconds=round(seconds[-1], 4), seconds_total=round(sum(seconds), 3), **per_document)

    if arguments.beta:
        with torch.no_grad():
            np.save(arguments.beta, model.beta(model.alpha_mean.transpose(0, 1)).numpy())
    median = float(np.median(seconds))
    show("summary", seconds_per_epoch=round(median, 4), processor_seconds=round(float(np.median(processor)), 4),
         documents_per_second=round(len(documents) / median),
         peak_rss_mb=peak_rss_mb())


if __name__ == "__main__":
    main(ARGUMENTS)
