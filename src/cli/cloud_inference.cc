#include "cli/cloud_commands.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <thread>

#include "base/descriptor.h"
#include "cli/interrupt.h"
#include "cli/option_kind.h"
#include "cli/service_options.h"
#include "cloud/eas_client.h"

namespace theta::cli {
namespace {

using std::chrono::seconds;
using Clock = std::chrono::steady_clock;

constexpr double kMostInstances = 1000;
constexpr double kMostQps = 1e6;
constexpr double kLongestWait = 86400;
constexpr seconds kLongestPause{10};

struct InferenceArguments {
  enum class Action { kDeploy, kShow, kScale, kDelete };
  Action action = Action::kDeploy;
  cloud::EasOrder order{.name = "theta_infer"};
  cloud::EasScaling scaling;
  uint32_t most_instances = 0;  // 0: as many as at least
  std::string merge;
  std::string token_out;
  uint32_t wait = 900;
};

// The token is a secret: only its owner may read the file.
Status write_token(const std::string& path, const Secret& token) {
  const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (file.get() < 0) return errno_error(errno, "create", path);
  if (::fchmod(file.get(), 0600) != 0) return errno_error(errno, "protect", path);
  const std::string text = token.reveal() + "\n";
  if (::write(file.get(), text.data(), text.size()) != static_cast<ssize_t>(text.size()) ||
      ::fsync(file.get()) != 0)
    return errno_error(errno, "write", path);
  return {};
}

formats::Json to_json(const cloud::EasService& service) {
  return {{"service", service.name},      {"status", service.status},    {"message", service.message},
          {"running", service.running},   {"instances", service.total},  {"internet", service.internet},
          {"intranet", service.intranet}, {"scales", service.autoscaler}};
}

void print(const cloud::EasService& service) {
  fmt::print("{}: {}, {} of {} instances run{}\n", service.name, service.status, service.running,
             service.total, service.autoscaler ? ", scaled by load" : "");
  if (!service.message.empty()) fmt::print("  {}\n", service.message);
  if (!service.internet.empty()) fmt::print("  EAS_ENDPOINT={}\n", service.internet);
  if (!service.intranet.empty()) fmt::print("  EAS_ENDPOINT={}   (in the same network)\n", service.intranet);
}

Result<cloud::EasService> existing(cloud::EasClient& client, const std::string& name) {
  THETA_ASSIGN(std::optional<cloud::EasService> service, client.describe(name));
  if (!service.has_value()) return not_found("the service {} does not exist", name);
  return *std::move(service);
}

// Looks again until what was ordered runs, has failed, or the time is over.
Result<cloud::EasService> wait_until_ready(cloud::EasClient& client, const InferenceArguments& arguments,
                                           Console& console, const StopFlag& stop) {
  const Clock::time_point end = Clock::now() + seconds(arguments.wait);
  std::string told;
  for (seconds pause{1};; pause = std::min(pause * 2, kLongestPause)) {
    THETA_ASSIGN(cloud::EasService service, existing(client, arguments.order.name));
    if (service.ready()) return service;
    if (service.failed()) {
      return make_error(ErrorKind::kRemote, "the service {} has failed: {}", service.name,
                        service.message.empty() ? service.status : service.message);
    }
    if (service.status != told) console.say(fmt::format("{}: {}", service.name, service.status));
    told = service.status;
    const Clock::time_point next = std::min(Clock::now() + pause, end);
    while (Clock::now() < next && !stop.requested())
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    if (stop.requested())
      return make_error(ErrorKind::kCancelled, "the service {} goes on starting", service.name);
    if (Clock::now() >= end) {
      return make_error(ErrorKind::kUnavailable, "the service {} is still {} after {} s", service.name,
                        service.status, arguments.wait);
    }
  }
}

Status complete_order(const cloud::EasSettings& settings, InferenceArguments& arguments) {
  cloud::EasOrder& order = arguments.order;
  order.workspace = settings.workspace;
  order.instances = arguments.scaling.fewest;
  if (order.models.empty()) {
    const std::string bucket = variable("OSS_BUCKET_NAME");
    if (bucket.empty())
      return usage_error("--mount: is needed where OSS_BUCKET_NAME does not name the bucket");
    order.models = "oss://" + bucket + "/";
  }
  if (!order.models.starts_with("oss://")) return usage_error("--mount {}: starts with oss://", order.models);
  if (arguments.merge.empty()) return {};
  THETA_ASSIGN(order.more, formats::read_json(arguments.merge));
  if (!order.more.is_object()) return bad_input("{}: must be an object", arguments.merge);
  return {};
}

Result<int> show(const InferenceArguments& arguments, const cloud::EasService& service, Console& console) {
  if (!arguments.token_out.empty()) {
    if (service.token.empty())
      return make_error(ErrorKind::kRemote, "PAI-EAS tells no token of {}", service.name);
    THETA_RETURN_IF_ERROR(write_token(arguments.token_out, service.token));
  }
  if (!console.json()) print(service);
  console.summary(to_json(service));
  return 0;
}

Result<int> deploy(cloud::EasClient& client, InferenceArguments& arguments, Console& console,
                   const Interrupt& interrupt) {
  THETA_ASSIGN(const bool made, client.deploy(arguments.order));
  console.say(fmt::format("{}: {}", arguments.order.name, made ? "made" : "changed"));
  arguments.scaling.most = std::max(arguments.most_instances, arguments.scaling.fewest);
  THETA_RETURN_IF_ERROR(client.scale_by_load(arguments.order.name, arguments.scaling));
  const Result<cloud::EasService> service = wait_until_ready(client, arguments, console, interrupt.flag());
  if (service.ok()) return show(arguments, service.value(), console);
  if (service.error().kind != ErrorKind::kCancelled) return service.error();
  console.say(service.error().message);
  return interrupt.exit_code();
}

Result<int> run(InferenceArguments arguments, Console& console) {
  THETA_ASSIGN(cloud::EasSettings settings, cloud::eas_of_environment());
  if (arguments.action == InferenceArguments::Action::kDeploy)
    THETA_RETURN_IF_ERROR(complete_order(settings, arguments));
  cloud::EasClient client(std::move(settings));
  const Interrupt interrupt;
  switch (arguments.action) {
    case InferenceArguments::Action::kDeploy:
      return deploy(client, arguments, console, interrupt);
    case InferenceArguments::Action::kScale: {
      THETA_RETURN_IF_ERROR(existing(client, arguments.order.name).status());
      THETA_RETURN_IF_ERROR(client.scale(arguments.order.name, arguments.scaling.fewest));
      break;
    }
    case InferenceArguments::Action::kDelete:
      THETA_RETURN_IF_ERROR(client.remove(arguments.order.name));
      console.summary({{"service", arguments.order.name}, {"deleted", true}});
      return 0;
    case InferenceArguments::Action::kShow:
      break;
  }
  THETA_ASSIGN(const cloud::EasService service, existing(client, arguments.order.name));
  return show(arguments, service, console);
}

using Shared = std::shared_ptr<InferenceArguments>;

CLI::App* add(CLI::App& app, const char* name, const char* summary, const Shared& arguments,
              InferenceArguments::Action action, const ChosenCloudRun& chosen) {
  CLI::App* const sub = app.add_subcommand(name, summary);
  sub->add_option("--service", arguments->order.name, "name of the service: a-z, 0-9 and _")
      ->type_name("NAME")
      ->capture_default_str()
      ->check([](const std::string& text) {
        const bool plain =
            text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string::npos;
        return plain && !text.empty() ? "" : "a name has a-z, 0-9 and _ alone";
      });
  sub->callback([arguments, action, chosen] {
    arguments->action = action;
    *chosen = [arguments](Console& console) { return run(*arguments, console); };
  });
  return sub;
}

void bind_deploy(CLI::App& app, const Shared& arguments, const ChosenCloudRun& chosen) {
  CLI::App* const sub = add(app, "deploy-inference", "Make or change a service that runs theta infer-server",
                            arguments, InferenceArguments::Action::kDeploy, chosen);
  sub->add_option("--image", arguments->order.image, "image of the inference container, best by its digest")
      ->required();
  sub->add_option("--machine", arguments->order.machine, "instance type, such as ecs.c7.large")->required();
  sub->add_option("--mount", arguments->order.models,
                  "place of the models (default: the whole bucket OSS_BUCKET_NAME)")
      ->type_name("URI");
  between(sub->add_option("--instances", arguments->scaling.fewest, "instances, at least"), 1, kMostInstances)
      ->capture_default_str();
  between(sub->add_option("--most-instances", arguments->most_instances,
                          "instances at most, by load (default: as many as at least)"),
          1, kMostInstances);
  between(sub->add_option("--qps", arguments->scaling.qps, "questions a second that one instance is for"),
          0.01, kMostQps)
      ->capture_default_str();
  takes_file(sub->add_option("--merge", arguments->merge,
                             "JSON file that is merged over the service JSON, for what else PAI-EAS knows"));
  between(sub->add_option("--wait", arguments->wait, "how long it may take until it runs"), 0, kLongestWait)
      ->type_name("SECONDS")
      ->capture_default_str();
  takes_file(sub->add_option("--token-out", arguments->token_out, "file for its token, for EAS_TOKEN_FILE"));
  sub->footer(
      "theta cloud deploy-inference --image $image --machine ecs.c7.large\n"
      "theta cloud deploy-inference --image $image --machine ecs.c7.large --qps 20");
}

}  // namespace

void bind_cloud_inference(CLI::App& app, const ChosenCloudRun& chosen) {
  const Shared arguments = std::make_shared<InferenceArguments>();
  using Action = InferenceArguments::Action;
  bind_deploy(app, arguments, chosen);
  CLI::App* const show_sub =
      add(app, "show-inference", "State and addresses of the service", arguments, Action::kShow, chosen);
  takes_file(
      show_sub->add_option("--token-out", arguments->token_out, "file for its token, for EAS_TOKEN_FILE"));
  show_sub->footer("theta cloud show-inference --token-out token");
  CLI::App* const scale_sub =
      add(app, "scale-inference", "Change the number of instances", arguments, Action::kScale, chosen);
  between(scale_sub->add_option("instances", arguments->scaling.fewest, "instances from now on"), 1,
          kMostInstances)
      ->required();
  scale_sub->footer("theta cloud scale-inference 3");
  add(app, "delete-inference", "End the service", arguments, Action::kDelete, chosen)
      ->footer("theta cloud delete-inference --service theta_infer");
}

}  // namespace theta::cli
