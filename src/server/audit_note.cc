#include "server/audit_note.h"

#include "database/audit.h"
#include "server/routes.h"

namespace theta::server {

void note(Application& app, const Call& call, std::string_view action, std::string_view subject,
          const formats::Json& detail) {
  const Status noted =
      database::Audit(*app.services.database)
          .append(call.caller.user, action, subject, call.request.peer().address, formats::json_line(detail));
  if (noted.ok()) return;
  app.services.log.write("error", "audit",
                         {{"request_id", call.request.id()},
                          {"action", action},
                          {"subject", subject},
                          {"message", noted.error().message}});
}

}  // namespace theta::server
