-- Lists the first page of 50 jobs. page=NAME is the parameter with the size of the page.
dofile(debug.getinfo(1, "S").source:match("^@(.*/)") .. "common.lua")

function init(args)
  local page = bench.read(args).page or "pageSize"
  local prepared = wrk.format("GET", bench.jobs .. "?" .. page .. "=50")
  request = function() return prepared end
end
