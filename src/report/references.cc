#include "report/references.h"

namespace theta::report {
namespace {

constexpr std::string_view kEtm = R"bib(@article{dieng2020topic,
  title   = {Topic Modeling in Embedding Spaces},
  author  = {Dieng, Adji B. and Ruiz, Francisco J. R. and Blei, David M.},
  journal = {Transactions of the Association for Computational Linguistics},
  volume  = {8},
  pages   = {439--453},
  year    = {2020},
  doi     = {10.1162/tacl_a_00325}
}
)bib";

constexpr std::string_view kDetm = R"bib(@misc{dieng2019dynamic,
  title         = {The Dynamic Embedded Topic Model},
  author        = {Dieng, Adji B. and Ruiz, Francisco J. R. and Blei, David M.},
  year          = {2019},
  eprint        = {1907.05545},
  archiveprefix = {arXiv}
}
)bib";

constexpr std::string_view kLda = R"bib(@article{blei2003latent,
  title   = {Latent {Dirichlet} Allocation},
  author  = {Blei, David M. and Ng, Andrew Y. and Jordan, Michael I.},
  journal = {Journal of Machine Learning Research},
  volume  = {3},
  pages   = {993--1022},
  year    = {2003}
}
@article{griffiths2004finding,
  title   = {Finding Scientific Topics},
  author  = {Griffiths, Thomas L. and Steyvers, Mark},
  journal = {Proceedings of the National Academy of Sciences},
  volume  = {101},
  number  = {suppl. 1},
  pages   = {5228--5235},
  year    = {2004},
  doi     = {10.1073/pnas.0307752101}
}
@inproceedings{wallach2009rethinking,
  title     = {Rethinking {LDA}: Why Priors Matter},
  author    = {Wallach, Hanna M. and Mimno, David and McCallum, Andrew},
  booktitle = {Advances in Neural Information Processing Systems 22},
  pages     = {1973--1981},
  year      = {2009}
}
@inproceedings{asuncion2009smoothing,
  title     = {On Smoothing and Inference for Topic Models},
  author    = {Asuncion, Arthur and Welling, Max and Smyth, Padhraic and Teh, Yee Whye},
  booktitle = {Proceedings of the Twenty-Fifth Conference on Uncertainty in Artificial Intelligence},
  pages     = {27--34},
  year      = {2009}
}
)bib";

constexpr std::string_view kDrift = R"bib(@article{monroe2008fightin,
  title   = {Fightin' Words: Lexical Feature Selection and Evaluation for Identifying the Content of Political Conflict},
  author  = {Monroe, Burt L. and Colaresi, Michael P. and Quinn, Kevin M.},
  journal = {Political Analysis},
  volume  = {16},
  number  = {4},
  pages   = {372--403},
  year    = {2008},
  doi     = {10.1093/pan/mpn018}
}
)bib";

constexpr std::string_view kMeasures = R"bib(@inproceedings{sievert2014ldavis,
  title     = {{LDAvis}: A method for visualizing and interpreting topics},
  author    = {Sievert, Carson and Shirley, Kenneth},
  booktitle = {Proceedings of the Workshop on Interactive Language Learning, Visualization, and Interfaces},
  pages     = {63--70},
  year      = {2014},
  doi       = {10.3115/v1/W14-3110}
}
@inproceedings{lau2014machine,
  title     = {Machine Reading Tea Leaves: Automatically Evaluating Topic Coherence and Topic Model Quality},
  author    = {Lau, Jey Han and Newman, David and Baldwin, Timothy},
  booktitle = {Proceedings of the 14th Conference of the European Chapter of the Association for Computational Linguistics},
  pages     = {530--539},
  year      = {2014},
  doi       = {10.3115/v1/E14-1056}
}
)bib";

}  // namespace

std::string bibliography(std::string_view model, bool drift) {
  std::string text;
  if (model == "etm") text += kEtm;
  if (model == "detm") text += kDetm;
  if (model == "lda") text += kLda;
  if (drift) text += kDrift;
  text += kMeasures;
  return text;
}

}  // namespace theta::report
