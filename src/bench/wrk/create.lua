-- Creates jobs with the body in body=FILE. The server chooses the ids, unless ids=PREFIX sets PREFIX1, PREFIX2 ...
-- With models=PREFIX, each of these jobs has its own output model.
dofile(debug.getinfo(1, "S").source:match("^@(.*/)") .. "common.lua")

function init(args)
  local settings = bench.read(args)
  local file = assert(io.open(settings.body))
  wrk.method, wrk.body = "POST", file:read("*a")
  wrk.headers["Content-Type"] = "application/json"
  file:close()
  if settings.ids then
    local n = -1  -- wrk prepares one request that it never sends
    local before, after = wrk.body:match('^(.*"accounts/bench/models/)[^"]*(".*)$')
    request = function()
      n = n + 1
      local body = settings.models and before .. settings.models .. n .. after
      return wrk.format(nil, bench.jobs .. "?supervisedFineTuningJobId=" .. settings.ids .. n, nil, body)
    end
  else
    local prepared = wrk.format(nil, bench.jobs)
    request = function() return prepared end
  end
end
