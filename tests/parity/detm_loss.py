#!/usr/bin/env python3
"""The loss of the dynamic model, term by term, and its gradients, beside a restatement in PyTorch.

usage: detm_loss.py PROGRAM

PROGRAM prints what a step of a small model read and drew, and what came of it (tests/parity/detm_loss.cc). Here the
same is computed densely, in double, with torch.lstm, torch.distributions and automatic differentiation. Ends with
1 when a figure differs by more than the tolerance and with 77 (skipped) when torch is missing.
"""

import json
import math
import subprocess
import sys

try:
    import torch
    from torch.distributions import Independent, Normal, kl_divergence
except ImportError:
    print("skipped: the Debian package python3-torch is not installed")
    sys.exit(77)

# Of the larger of the value and 1; and of the largest gradient of a tensor.
TOLERANCES = {"double": (1e-10, 1e-9), "float": (1e-5, 1e-4)}
INPUT_SCALE = math.sqrt(30)


class Step:
    def __init__(self, given):
        self.config = given["config"]
        self.given = {name: torch.tensor(given[name], dtype=torch.float64)
                      for name in ("counts", "visible", "backgrounds", "slice_words", "mean_theta")}
        self.noise = {name: torch.tensor(values, dtype=torch.float64) for name, values in given["noise"].items()}
        self.batch_slices = given["batch_slices"]
        self.row_slice = torch.tensor(given["row_slice"])
        self.parameters = {name: torch.tensor(values, dtype=torch.float64, requires_grad=True)
                           for name, values in given["parameters"].items()}

    def split_head(self, head):
        """mu and log-variance of a head whose halves are padded."""
        topics, padded = self.config["topics"], self.config["padded"]
        return head[:, :topics], head[:, padded:padded + topics]

    def alpha_posterior(self):
        p, shape = self.parameters, (self.config["slices"], self.config["topics"], self.config["embedding"])
        return p["walk.base"] + p["walk.mean"].reshape(shape), p["walk.log_variance"].reshape(shape)

    def kl_alpha(self):
        """E over alpha^(t-1) of KL(q(alpha^(t)) || N(alpha^(t-1), delta)): the distance of the means is uncertain by
        the variance of the slice before."""
        mean, log_variance = self.alpha_posterior()
        deviation = (log_variance / 2).exp()
        first = Normal(torch.zeros_like(mean[0]), math.sqrt(self.config["topic_start_variance"]))
        kl = kl_divergence(Normal(mean[0], deviation[0]), first).sum()
        step = self.config["walk_variance"]
        for t in range(1, len(mean)):
            prior = Normal(mean[t - 1], math.sqrt(step))
            kl = kl + kl_divergence(Normal(mean[t], deviation[t]), prior).sum() + (deviation[t - 1] ** 2).sum() / (2 * step)
        return kl

    def lstm(self):
        hidden, p = self.config["trend_hidden"], self.parameters
        x = self.given["slice_words"] @ p["trend.map.weight"] + p["trend.map.bias"]
        layers, weights = self.config["trend_layers"], []
        for layer in range(layers):
            of = f"trend.lstm.{layer}."
            # torch has two biases, one for the input and one for the state.
            weights += [p[of + "input.weight"].t(), p[of + "hidden.weight"].t(), p[of + "bias"][0], torch.zeros_like(p[of + "bias"][0])]
        start = torch.zeros(layers, 1, hidden, dtype=torch.float64)
        # What torch.nn.LSTM calls; a module would keep weights of its own, and gradients would not reach ours.
        output, _, _ = torch.lstm(x.unsqueeze(1), (start, start), weights, True, layers, 0.0, False, False, False)
        return output.squeeze(1)

    def eta(self):
        """The drawn path and the KL of its walk."""
        p = self.parameters
        before, variance = torch.zeros(self.config["topics"], dtype=torch.float64), self.config["trend_start_variance"]
        path, kl = [], 0
        for state, noise in zip(self.lstm(), self.noise["eta"]):
            seen = torch.cat([state, before])
            mean, log_variance = self.split_head(seen @ p["trend.head.weight"] + p["trend.head.bias"])
            mean, log_variance = mean[0], log_variance[0]
            kl = kl + kl_divergence(Normal(mean, (log_variance / 2).exp()), Normal(before, math.sqrt(variance))).sum()
            before, variance = mean + noise * (log_variance / 2).exp(), self.config["trend_variance"]
            path.append(before)
        return torch.stack(path), kl

    def encoder_input(self):
        counts = self.given["counts"] * (self.given["visible"] != 0)
        if self.config["normalised_counts"]:
            return counts / counts.sum(1, keepdim=True)
        scaled = torch.log1p(counts)
        return INPUT_SCALE * scaled / scaled.norm(dim=1, keepdim=True).clamp_min(1e-300)

    def theta(self, eta_of_document):
        """theta and KL(q || p) of each document."""
        p = self.parameters
        hidden = torch.relu(self.encoder_input() @ p["encoder.first.weight"] + p["encoder.first.bias"]
                            + eta_of_document @ p["encoder.eta.weight"])
        hidden = torch.relu(hidden @ p["encoder.second.weight"] + p["encoder.second.bias"])
        mean, log_variance = self.split_head(hidden @ p["encoder.head.weight"] + p["encoder.head.bias"])
        deviation = (log_variance / 2).exp()
        prior_deviation = (p["prior.log_variance"][0, :self.config["topics"]] / 2).exp()
        kl = kl_divergence(Independent(Normal(mean, deviation), 1),
                           Independent(Normal(eta_of_document, prior_deviation.expand_as(mean)), 1))
        return torch.softmax(mean + self.noise["theta"] * deviation, dim=1), kl

    def beta_of_documents(self):
        """beta^(t) of every document's slice, [B, K, V]."""
        mean, log_variance = self.alpha_posterior()
        slices = self.batch_slices
        alpha = mean[slices] + self.noise["alpha"].reshape(mean[slices].shape) * (log_variance[slices] / 2).exp()
        logits = alpha @ self.parameters["decoder.rho"].t() + self.given["backgrounds"][slices].unsqueeze(1)
        return torch.softmax(logits, dim=-1)[self.row_slice]

    def refined_theta(self, theta, beta):
        counts, strength = self.given["counts"], self.config["refine_strength"]
        centre = self.given["mean_theta"][:self.config["topics"]]
        t = theta.detach()
        for _ in range(self.config["refine_steps"]):
            ratio = counts / torch.einsum("bk,bkv->bv", t, beta)
            pulled = strength * centre + t * torch.einsum("bv,bkv->bk", ratio, beta)
            t = pulled / (strength + counts.sum(1, keepdim=True))
        return t

    def losses(self):
        counts, share = self.given["counts"], self.config["refine_weight"]
        eta, kl_eta = self.eta()
        eta_of_document = eta[torch.tensor(self.batch_slices)[self.row_slice]]
        theta, kl_theta = self.theta(eta_of_document)
        beta = self.beta_of_documents()
        # beta learns from the drawn theta with 1 - share, from the refined one with share.
        mixed = (1 - share) * beta + share * beta.detach()
        reconstruction = -(counts * torch.einsum("bk,bkv->bv", theta, mixed).log()).sum(1).mean()
        refined = torch.zeros(())
        if share > 0:
            t = self.refined_theta(theta, beta.detach())
            refined = -(counts * torch.einsum("bk,bkv->bv", t, beta).log()).sum(1).mean()
        terms = {"reconstruction": reconstruction, "kl_theta": kl_theta.mean(), "refined": refined,
                 "kl_alpha": self.kl_alpha() / self.config["documents"], "kl_eta": kl_eta / self.config["documents"]}
        kl = terms["kl_theta"] + terms["kl_alpha"] + terms["kl_eta"]
        return {**terms, "total": reconstruction + self.config["kl_weight"] * kl + share * refined}


def noise_is_plausible(noise):
    """Draws that were worked back from samples would be far off if a sample were no mean plus deviation times draw."""
    drawn = torch.cat([values.reshape(-1) for values in noise.values()])
    return abs(drawn.mean()) < 4 / math.sqrt(len(drawn)) and 0.7 < drawn.std() < 1.3 and drawn.abs().max() < 5


def compare(given, precision):
    step = Step(given)
    tolerance, gradient_tolerance = TOLERANCES[precision]
    wrong = [] if noise_is_plausible(step.noise) else ["the noise is not standard normal"]
    losses = step.losses()
    for name, value in losses.items():
        ours, theirs = given["loss"][name], value.item()
        if abs(ours - theirs) > tolerance * max(1.0, abs(theirs)):
            wrong.append(f"{name}: {ours!r}, torch {theirs!r}")
    losses["total"].backward()
    for name, gradient in given["gradients"].items():
        theirs = step.parameters[name].grad
        difference = (torch.tensor(gradient, dtype=torch.float64) - theirs).abs().max().item()
        largest = theirs.abs().max().item()
        if not largest > 0 or difference > gradient_tolerance * largest:
            wrong.append(f"gradient of {name}: differs by {difference:.3g}, its largest value is {largest:.3g}")
    return losses, wrong


def main():
    failed = False
    for recipe in ("default", "paper"):
        for precision in TOLERANCES:
            done = subprocess.run([sys.argv[1], recipe, precision], stdout=subprocess.PIPE, check=True, text=True)
            losses, wrong = compare(json.loads(done.stdout), precision)
            print(recipe, precision, {name: round(value.item(), 6) for name, value in losses.items()})
            for line in wrong:
                print("  " + line)
            failed = failed or bool(wrong)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
