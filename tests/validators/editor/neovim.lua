-- What a person does in Neovim, once its settings are those of the guide: run by test_neovim.py, which reads what it prints.

local function until_true(condition)
  return vim.wait(20000, condition, 20)
end

local function shown()
  local codes = {}
  for _, one in ipairs(vim.diagnostic.get(0)) do
    table.insert(codes, one.lnum + 1 .. ":" .. one.col .. " " .. tostring(one.code))
  end
  return table.concat(codes, ", ")
end

local function type_instead(old, new)
  local lines = vim.api.nvim_buf_get_lines(0, 0, -1, false)
  for number, line in ipairs(lines) do
    if line == old then
      vim.api.nvim_buf_set_lines(0, number - 1, number, false, { new })
      return number - 1
    end
  end
end

local function ask(method, line, column)
  local here = { textDocument = { uri = vim.uri_from_bufnr(0) }, position = { line = line, character = column } }
  for _, answer in pairs(vim.lsp.buf_request_sync(0, method, here, 20000) or {}) do
    return answer.result
  end
end

vim.cmd("edit " .. vim.env.NIZOM_FILE)
until_true(function()
  local client = vim.lsp.get_active_clients()[1]
  return client and client.initialized
end)
local line = type_instead("owner: tsh-002", "owner: tsh-999")
until_true(function()
  return shown() ~= ""
end)
print("wrong " .. shown())
local items = ask("textDocument/completion", line, 7).items
print("proposed " .. items[1].label .. " " .. items[1].detail)
type_instead("owner: tsh-999", "owner: tsh-002")
until_true(function()
  return shown() == ""
end)
print("right" .. shown())
print("meaning " .. vim.inspect(ask("textDocument/hover", line, 9).contents.value))
print("place " .. ask("textDocument/definition", line, 9).uri:match("records/.*"))
vim.cmd("qa!")
