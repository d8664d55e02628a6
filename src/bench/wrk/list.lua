-- Lists the first page of 50 jobs.
dofile(debug.getinfo(1, "S").source:match("^@(.*/)") .. "common.lua")

function init(args)
  bench.read(args)
  local prepared = wrk.format("GET", bench.jobs .. "?pageSize=50")
  request = function() return prepared end
end
