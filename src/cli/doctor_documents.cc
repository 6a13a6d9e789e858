#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <vector>

#include "base/descriptor.h"
#include "cli/doctor.h"
#include "isolation/child_process.h"
#include "isolation/pdf_text.h"

namespace theta::cli {
namespace {

constexpr auto kPatience = std::chrono::seconds(10);

// A file without a name that holds `bytes`.
Result<Descriptor> unnamed_file(std::string_view bytes) {
  Descriptor file(::memfd_create("theta-doctor", MFD_CLOEXEC));
  if (file.get() < 0) return errno_error(errno, "create", "a file in memory");
  if (::write(file.get(), bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size()))
    return errno_error(errno, "write", "a file in memory");
  return file;
}

// What a child that has ended left in a pipe; all of it fits.
std::string contents_of(const Descriptor& pipe) {
  std::string bytes(size_t{1} << 16, '\0');
  const ssize_t got = ::read(pipe.get(), bytes.data(), bytes.size());
  bytes.resize(static_cast<size_t>(std::max<ssize_t>(got, 0)));
  return bytes;
}

// Runs `theta-extract check`, which confines itself and then tries what a parser must not be able to do.
Result<std::string> confinement_report(bool& well) {
  THETA_ASSIGN(const std::string program, isolation::extract_program());
  std::array<int, 2> pipe;
  if (::pipe2(pipe.data(), O_CLOEXEC | O_NONBLOCK) != 0) return errno_error(errno, "start", program);
  const Descriptor report(pipe[0]);
  Descriptor to_report(pipe[1]);
  // Its input is never read.
  const std::array descriptors = {report.get(), to_report.get(), to_report.get()};
  THETA_ASSIGN(isolation::ChildProcess process,
               isolation::ChildProcess::start(program, {"check", std::to_string(::getpid())}, descriptors));
  well = process.wait(isolation::Deadline::clock::now() + kPatience).well();
  return contents_of(report);
}

Finding check_confinement() {
  bool well = false;
  const Result<std::string> report = confinement_report(well);
  if (!report.ok())
    return {Health::kFailed, report.error().message,
            "install theta-extract, which is built with theta, beside it"};
  const std::string& lines = report.value();
  if (well) {
    const auto tried = std::count(lines.begin(), lines.end(), '\n');
    return {Health::kOk, fmt::format("{} calls of the kernel that parsers must not make are refused", tried),
            ""};
  }
  const size_t allowed = lines.find(": ALLOWED");
  const std::string what =
      allowed == std::string::npos
          ? lines.substr(0, lines.find('\n'))
          : lines.substr(lines.rfind('\n', allowed) + 1, allowed - lines.rfind('\n', allowed) - 1) +
                " is allowed";
  return {Health::kFailed, fmt::format("parsers of XLSX, DOCX, PDF and ZIP cannot be confined ({})", what),
          "use a kernel with seccomp filters, and a container that does not forbid them"};
}

// A page that says U+4E2D U+6587 in a font that is named, not embedded: readable with poppler-data only.
std::string sample_pdf() {
  const std::string page = "BT /F 20 Tf 20 20 Td <4E2D6587> Tj ET";
  const std::array<std::string, 6> objects = {
      "<</Type/Catalog/Pages 2 0 R>>",
      "<</Type/Pages/Kids[3 0 R]/Count 1>>",
      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
      fmt::format("<</Length {}>>stream\n{}\nendstream", page.size(), page),
      "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>",
      "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)"
      "/Supplement 2>>>>"};
  std::string pdf = "%PDF-1.4\n";
  std::string table;
  for (size_t i = 0; i < objects.size(); ++i) {
    table += fmt::format("{:010} 00000 n \n", pdf.size());
    pdf += fmt::format("{} 0 obj{}\nendobj\n", i + 1, objects[i]);
  }
  const size_t table_begin = pdf.size();
  return pdf +
         fmt::format(
             "xref\n0 {0}\n0000000000 65535 f \n{1}trailer<</Size {0}/Root 1 0 R>>\nstartxref\n{2}\n%%EOF\n",
             objects.size() + 1, table, table_begin);
}

Finding check_pdf() {
  const std::string remedy = "install poppler-utils and poppler-data, or do without PDF files";
  const Result<Descriptor> file = unnamed_file(sample_pdf());
  if (!file.ok()) return {Health::kFailed, file.error().message, "free memory"};
  const Result<std::string> text = isolation::pdf_text(file.value().get());
  if (!text.ok()) return {Health::kWarning, "a PDF file " + text.error().message, remedy};
  if (text.value().find("中文") == std::string::npos)
    return {Health::kWarning, "the Chinese of a PDF file is not read right", remedy};
  return {Health::kOk, "pdftotext reads a Chinese page right", ""};
}

}  // namespace

std::vector<Check> document_checks() {
  return {{"parsers", check_confinement}, {"PDF files", check_pdf}};
}

}  // namespace theta::cli
