--- Inside Quarto, before paper.lua: turns Quarto's own nodes into plain pandoc ones.
--
-- Listed in _quarto.yml at "post-quarto", where references, values and conditions are resolved
-- but figures, callouts and notebook cells are still nodes of Quarto's that only Quarto knows.
-- After this filter the tree is the one that feedback_report/reader makes without Quarto:
--
--   * figures and labelled tables are Figure blocks with identifier, attribute "number" and a
--     caption without "Figure 3:"; Quarto then lays nothing out itself (in Word it would wrap
--     each in a table and lose its alternative text);
--   * callouts are Divs of the classes callout and callout-note (or -warning ...), whose first
--     child is a Div.callout-title if they have a title;
--   * a picture's alternative text is its description; where it has none, the caption does not
--     stand in;
--   * notebook cells and conditional blocks are gone, their content stays;
--   * headings hold no number in their text.
--
-- Without Quarto it does nothing: the nodes it looks for are not there.

local stringify = pandoc.utils.stringify

local function as_blocks(content)
  if content == nil then
    return pandoc.Blocks({})
  end
  local kind = pandoc.utils.type(content)
  if kind == "Blocks" then
    return content
  elseif kind == "Block" then
    return pandoc.Blocks({ content })
  elseif kind == "Inlines" or kind == "Inline" then
    return pandoc.Blocks({ pandoc.Plain(content) })
  end
  return pandoc.Blocks(content)
end

local function as_inlines(content)
  return pandoc.utils.blocks_to_inlines(as_blocks(content), { pandoc.Space() })
end

--- The words of an alternative text, as the inlines of a description.
local function words(text)
  local inlines = pandoc.Inlines({})
  for word in text:gmatch("%S+") do
    if #inlines > 0 then
      inlines:insert(pandoc.Space())
    end
    inlines:insert(pandoc.Str(word))
  end
  return inlines
end

--- Whether a Div is only the frame that Quarto puts round a notebook, a cell or its output.
local function is_cell(div)
  for _, class in ipairs(div.classes) do
    if class == "cell" or class == "cell-output" or class == "quarto-embed-nb-cell" or class:match("^cell%-output%-") then
      return true
    end
  end
  return false
end

local function without_cells(blocks)
  return pandoc.Div(blocks):walk({
    Div = function(div)
      if is_cell(div) then
        return div.content
      end
    end,
  }).content
end

--- Quarto's nodes ---------------------------------------------------------------------------

local function float(node)
  if node.identifier == nil or node.identifier == "" then
    return nil
  end
  if node.parent_id then
    error("quarto-adapter.lua: #" .. node.identifier .. " is part of another figure: give each part its own label", 0)
  end
  local content = without_cells(as_blocks(node.content))
  local only = #content == 1 and content[1]
  if only and only.t == "Para" and #only.content == 1 and only.content[1].t == "Image" then
    content = pandoc.Blocks({ pandoc.Plain(only.content) })
  end
  local attributes = {}
  if node.order and node.order.order then
    attributes["number"] = string.format("%d", node.order.order)
  end
  local caption = { long = { pandoc.Plain(as_inlines(node.caption_long)) } }
  return pandoc.Figure(content, caption, pandoc.Attr(node.identifier, {}, attributes))
end

local function callout(node)
  local content = pandoc.Blocks({})
  local title = as_inlines(node.title)
  if #title > 0 then
    content:insert(pandoc.Div({ pandoc.Plain(title) }, pandoc.Attr("", { "callout-title" })))
  end
  content:extend(as_blocks(node.content))
  return pandoc.Div(content, pandoc.Attr("", { "callout", "callout-" .. tostring(node.type) }))
end

--- What is hidden is empty at this stage already.
local function conditional(node)
  local inside = node.node
  if pandoc.utils.type(inside) == "Block" and inside.t == "Div" then
    return inside.content
  end
  return as_blocks(inside)
end

local quarto_nodes = { FloatRefTarget = float, Callout = callout, ConditionalBlock = conditional }

--- Pandoc's nodes ---------------------------------------------------------------------------

local function described(image)
  local alt = image.attributes["fig-alt"]
  image.attributes["fig-alt"] = nil
  image.attributes["alt"] = nil
  if alt then
    image.caption = words(alt)
  end
  return image
end

--- In a figure the text in brackets is the caption, never the alternative text.
local function pictures_of(figure)
  return figure:walk({
    Image = function(image)
      if image.attributes["fig-alt"] == nil and stringify(image.caption) == stringify(figure.caption.long) then
        image.caption = {}
      end
      return described(image)
    end,
  })
end

--- Take the number that Quarto wrote before a heading's words ("1 ", in Word "1. " and "1.1 ").
local function without_number(header)
  local number = header.attributes["number"]
  header.attributes["number"] = nil
  if not number then
    return header
  end
  local before = ""
  local rest = header.content:clone()
  while #rest > 0 and #before < #number + 2 do
    before = before .. stringify(rest[1])
    rest:remove(1)
    if before:match("^%S+%.? $") and before:gsub("%.? $", "") == number then
      header.content = rest
      return header
    end
  end
  return header
end

local function without_class(name)
  return function(element)
    element.classes = element.classes:filter(function(class)
      return class ~= name
    end)
    return element
  end
end

local function is_blank(block)
  for _, inline in ipairs(block.content) do
    local blank = inline.t == "Space" or inline.t == "SoftBreak" or inline.t == "LineBreak"
    if not blank and not (inline.t == "Str" and inline.text:gsub("\u{a0}", ""):match("^%s*$")) then
      return false
    end
  end
  return true
end

local function unless_blank(block)
  if is_blank(block) then
    return {}
  end
end

--- An item whose only words were hidden in this format is no item.
local function items_that_hold_something(list)
  list.content = list.content:filter(function(item)
    return #item > 1 or (#item == 1 and not (item[1].t == "Plain" and is_blank(item[1])))
  end)
  return list
end

--- Whether a Span is only what is left of a condition or a value.
local function is_bare(span)
  if span.identifier ~= "" or #span.classes > 0 then
    return false
  end
  for key in pairs(span.attributes) do
    if not (key:match("^when%-") or key:match("^unless%-")) then
      return false
    end
  end
  return true
end

--- Comments are the author's, not the reader's.
local function unless_comment(raw)
  if raw.format == "html" and raw.text:match("^%s*<!%-%-.*%-%->%s*$") and not raw.text:gsub("<!%-%-.-%-%->", ""):match("%S") then
    return {}
  end
end

local frames = {
  Div = function(div)
    if is_cell(div) then
      return div.content
    end
  end,
  Span = function(span)
    if is_bare(span) then
      return span.content
    end
  end,
  Header = without_number,
  Table = without_class("cell"),
  CodeBlock = without_class("cell-code"),
  Para = unless_blank,
  RawBlock = unless_comment,
  RawInline = unless_comment,
  Figure = pictures_of,
}

local last = {
  Image = described,
  BulletList = items_that_hold_something,
  OrderedList = items_that_hold_something,
  -- Quarto would turn every Figure into a layout of its own if the report holds one without a label.
  Pandoc = function()
    local flags = rawget(_G, "flags")
    if type(flags) == "table" then
      flags.has_pandoc3_figure = false
    end
  end,
}

return { quarto_nodes, frames, last }
