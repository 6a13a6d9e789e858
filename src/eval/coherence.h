#pragma once

#include <cstddef>
#include <vector>

#include "eval/cooccurrence.h"

namespace theta::eval {

struct Coherence {
  std::vector<double> topics;  ///< one value per topic
  double mean = 0;             ///< over the topics
};

// All measures below take the counts of a topic's first words; p_i and p_ij are the shares of the windows
// that hold word i, or i and j. A topic of one word has the value 0.

/// Normalised pointwise mutual information, averaged over pairs: log(p_ij / (p_i p_j)) / -log(p_ij)
/// (Bouma 2009; Lau, Newman & Baldwin 2014). A pair that never meets counts -1, one that is in every window
/// 1.
Coherence npmi(const Cooccurrence& counts);

/// The same as gensim and Palmetto compute it: 10^-12 is added to p_ij, so that a pair that never meets
/// counts a little more than -1, and the more so the rarer its words are. A pair with a word that no window
/// holds counts -1.
Coherence smoothed_npmi(const Cooccurrence& counts);

/// C_UCI: log((p_ij + 10^-12) / (p_i p_j)), averaged over pairs (Newman et al. 2010). A pair with a word that
/// no window holds counts 0.
Coherence c_uci(const Cooccurrence& counts);

/// UMass: log((p_ij + 10^-12) / p_j) with j ranked before i, averaged over pairs (Mimno et al. 2011, who add
/// 1 to the number of documents and take the sum; this smoothing and the mean are gensim's). Counts should be
/// of whole documents. A pair whose earlier word is in no document counts 0.
Coherence u_mass(const Cooccurrence& counts);

/// C_V: the mean over a topic's words of the cosine between the word's vector of smoothed NPMI with each word
/// of the topic and the sum of all these vectors (Röder, Both & Hinneburg, WSDM 2015: one-set segmentation,
/// indirect cosine measure, arithmetic mean). Windows should have 110 tokens.
Coherence c_v(const Cooccurrence& counts);

}  // namespace theta::eval
