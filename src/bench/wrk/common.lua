-- Shared by all loads: API key, account, an optional limit on the number of requests, and the result as one line of JSON.
-- Settings are arguments NAME=VALUE after "--" on wrk's command line.

bench = {settings = {}, jobs = "/v1/accounts/bench/supervisedFineTuningJobs"}

-- wrk's main thread sleeps for the whole duration (-d); only an interrupt wakes it earlier.
local ffi = require("ffi")
ffi.cdef("int kill(int pid, int signal); int getpid(void);")

wrk.headers["Authorization"] = "Bearer fw_bench"

function bench.read(args)
  for _, arg in ipairs(args) do
    local name, value = arg:match("^(%w+)=(.*)$")
    bench.settings[name] = value
  end
  bench.jobs = bench.settings.jobs or bench.jobs
  local left = tonumber(bench.settings.requests)
  if left then
    response = function()
      left = left - 1
      if left == 0 then ffi.C.kill(ffi.C.getpid(), 2) end
    end
  end
  return bench.settings
end

function bench.lines(path)
  local lines = {}
  for line in io.lines(path) do lines[#lines + 1] = line end
  return lines
end

function done(summary, latency)
  local e = summary.errors
  io.write(string.format(
    'RESULT {"requests": %d, "seconds": %.6f, "bytes": %d, "p50_ms": %.4f, "p99_ms": %.4f, "max_ms": %.4f, '
      .. '"refused": %d, "broken": %d, "timeouts": %d}\n',
    summary.requests, summary.duration / 1e6, summary.bytes,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, latency.max / 1e3,
    e.status, e.connect + e.read + e.write, e.timeout))
end
