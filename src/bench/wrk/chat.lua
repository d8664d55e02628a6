-- Completes chats with the body in body=FILE.
dofile(debug.getinfo(1, "S").source:match("^@(.*/)") .. "common.lua")

function init(args)
  local settings = bench.read(args)
  local file = assert(io.open(settings.body))
  wrk.method, wrk.body = "POST", file:read("*a")
  wrk.headers["Content-Type"] = "application/json"
  wrk.headers["x-fireworks-account-id"] = "bench"
  file:close()
  local prepared = wrk.format(nil, "/v1/chat/completions")
  request = function() return prepared end
end
