--- The last filter before the paper is written, in both renderers and both formats.
--
-- Numbers the paper's sections and paragraphs, resolves references to paragraphs, and gives
-- figures the shape each format needs. Works with pandoc's --lua-filter and, inside Quarto,
-- at "post-quarto".
--
-- Asked for with `number-paragraphs: true` in the metadata:
--   * headings of level 1 without class "unnumbered" are numbered 1, 2, 3 ...;
--   * paragraphs under them are numbered 1.1, 1.2 ... through the section, whatever lower
--     headings stand between. Paragraphs of lists, quotations, tables, figures, callouts,
--     styled Divs and Divs of class "unnumbered" are not counted;
--   * an empty link to a paragraph's anchor, `[](#par-clock)`, becomes "paragraph 3.62".
--
-- A page gets its numbers as text (spans and data-number). A Word file does not: there the
-- numbering is Word's own, bound to the styles "Heading 1" and "Numbered Paragraph", so that
-- a clerk can insert a paragraph and the rest follows.

local NBSP = "\u{a0}"
local KINDS = { fig = "Figure", tbl = "Table" }
-- Divs of these classes are styled by the page's stylesheet, and by these styles in Word.
local WORD_STYLES = { ["front-block"] = "Front Block", recommendation = "Recommendation", ["sample-notice"] = "Sample Notice" }

local is_word = FORMAT:match("docx") ~= nil
local stringify = pandoc.utils.stringify

local function is_true(value)
  return value == true or (value ~= nil and type(value) ~= "boolean" and stringify(value) == "true")
end

--- Numbering -------------------------------------------------------------------------------

--- Whether the paragraphs of this Div stand outside the numbering.
local function outside_numbering(div)
  if div.attributes["custom-style"] then
    return true
  end
  for _, class in ipairs(div.classes) do
    if class == "unnumbered" or class == "numbered-paragraph" or class:match("^callout") or WORD_STYLES[class] then
      return true
    end
  end
  return false
end

--- Whether a text is more than white space.
local function is_said(text)
  return text:match("[^%s\u{a0}]") ~= nil
end

--- Whether a paragraph holds words of its own (not only a picture or an anchor).
local function has_words(para)
  for _, inline in ipairs(para.content) do -- most paragraphs begin with a word: to walk through each takes long
    if inline.t == "Str" and is_said(inline.text) then
      return true
    end
  end
  local formula = false
  para:walk({ Math = function() formula = true end })
  if formula then
    return true
  end
  local words = para:walk({ Image = function() return {} end, RawInline = function() return {} end })
  return is_said(stringify(words))
end

--- Take the anchor `[]{#par-x}` from the beginning of a paragraph's inlines.
local function take_anchor(inlines)
  local first = inlines[1]
  if first and first.t == "Span" and first.identifier:match("^par%-") and #first.content == 0 then
    inlines:remove(1)
    while inlines[1] and (inlines[1].t == "Space" or inlines[1].t == "SoftBreak") do
      inlines:remove(1)
    end
    return first.identifier
  end
  return nil
end

--- Number sections and paragraphs.
-- Returns the blocks, the number of every paragraph by its id, and the problems met.
local function number(blocks)
  local section, paragraph = nil, 0
  local sections = 0
  local numbers, problems = {}, {}

  local function numbered_heading(header)
    sections = sections + 1
    section, paragraph = sections, 0
    if not is_word then
      header.attributes["number"] = tostring(section)
      header.content:insert(1, pandoc.Span({ pandoc.Str(tostring(section)) }, pandoc.Attr("", { "section-number" })))
      header.content:insert(2, pandoc.Space())
    end
    return header
  end

  local function numbered_paragraph(para)
    paragraph = paragraph + 1
    local own_number = section .. "." .. paragraph
    local id = take_anchor(para.content) or ("par-" .. own_number:gsub("%.", "-"))
    if numbers[id] then
      table.insert(problems, "the anchor #" .. id .. " stands at paragraph " .. numbers[id] .. " and again at paragraph "
        .. own_number .. ": give one of them another name")
    end
    numbers[id] = own_number
    local attributes = { { "number", own_number } }
    if is_word then
      table.insert(attributes, { "custom-style", "Numbered Paragraph" })
      para.content = { pandoc.Span(para.content, pandoc.Attr(id)) } -- a bookmark round the paragraph's words
      id = ""
    end
    return pandoc.Div({ para }, pandoc.Attr(id, { "numbered-paragraph" }, attributes))
  end

  local function visit(list)
    local result = pandoc.Blocks({})
    for _, block in ipairs(list) do
      if block.t == "Header" and block.level == 1 then
        if block.classes:includes("unnumbered") then
          section = nil
        else
          block = numbered_heading(block)
        end
      elseif block.t == "Para" and section and has_words(block) then
        block = numbered_paragraph(block)
      elseif block.t == "Div" and not outside_numbering(block) then
        block.content = visit(block.content)
      end
      result:insert(block)
    end
    return result
  end

  return visit(blocks), numbers, problems
end

--- Get a function that fills `[](#par-x)` with "paragraph 3.62", and the set of what it was asked for.
-- What cannot be resolved is added to `problems`.
local function reference_filler(numbers, problems)
  local referenced = {}
  local function fill(link)
    local id = link.target:match("^#(par%-.*)$")
    if not id then
      return nil
    end
    if not numbers[id] then
      table.insert(problems, "a reference to paragraph #" .. id .. " has no target: put []{#" .. id
        .. "} at the beginning of a numbered paragraph, or correct the reference")
      return nil
    end
    referenced[id] = true
    if #link.content == 0 then
      link.content = { pandoc.Str("paragraph" .. NBSP .. numbers[id]) }
      link.classes:insert("paragraph-reference")
    end
    return link
  end
  return fill, referenced
end

--- Get a function that takes away the bookmarks to which nothing in the Word file refers; the author's own stay.
local function idle_bookmark_remover(numbers, referenced)
  return function(span)
    local id = span.identifier
    local automatic = numbers[id] and id:match("^par%-%d+%-%d+$")
    if automatic and not referenced[id] then
      return span.content
    end
  end
end

--- Figures ---------------------------------------------------------------------------------

--- "Figure 3" for a figure with label and number, nil for one without.
local function label_of(figure)
  local kind = KINDS[figure.identifier:match("^(%a+)%-") or ""]
  local own_number = figure.attributes["number"]
  if kind and own_number then
    return kind .. NBSP .. own_number
  end
  return nil
end

--- A figure's caption as inlines, its paragraphs joined by a space.
local function caption_of(figure)
  return pandoc.utils.blocks_to_inlines(figure.caption.long, { pandoc.Space() })
end

local function figure_for_a_page(figure)
  local label = label_of(figure)
  if not label then
    return nil
  end
  local caption = caption_of(figure)
  local span = pandoc.Span({ pandoc.Str(label) }, pandoc.Attr("", { "caption-label" }))
  if #caption > 0 then
    span.content = { pandoc.Str(label .. ":"), pandoc.Space() }
  end
  caption:insert(1, span)
  figure.caption.long = { pandoc.Plain(caption) }
  return figure
end

local function styled(block, style)
  return pandoc.Div({ block }, pandoc.Attr("", {}, { { "custom-style", style } }))
end

local function holds_only_pictures(block)
  local only = #block.content > 0
  for _, inline in ipairs(block.content) do
    only = only and (inline.t == "Image" or inline.t == "Space" or inline.t == "SoftBreak")
  end
  return only
end

--- The blocks that stand for a figure in Word: a table's caption above it, a chart's below.
local function figure_for_word(figure)
  local caption = caption_of(figure)
  local label = label_of(figure)
  if label then
    if #caption > 0 then
      caption:insert(1, pandoc.Str(":"))
      caption:insert(2, pandoc.Space())
    end
    caption:insert(1, pandoc.Span({ pandoc.Str(label) }, pandoc.Attr(figure.identifier))) -- a bookmark round "Figure 3"
  end

  local blocks, has_table, has_picture = pandoc.Blocks({}), false, false
  for _, block in ipairs(figure.content) do
    if block.t == "Table" then
      has_table = true
      block.caption = { long = {} }
    elseif (block.t == "Plain" or block.t == "Para") and holds_only_pictures(block) then
      has_picture = true
      block = styled(pandoc.Para(block.content), "Figure")
    elseif block.t == "Plain" then
      block = pandoc.Para(block.content)
    end
    blocks:insert(block)
  end
  if not (has_table or has_picture) then -- a sentence says that there is nothing to show
    blocks = blocks:map(function(block)
      return block.t == "Para" and styled(block, "Figure") or block
    end)
  end
  if #caption > 0 then
    blocks:insert(has_table and 1 or #blocks + 1, styled(pandoc.Para(caption), "Caption"))
  end
  return blocks
end

--- Callouts and unnumbered headings in Word -------------------------------------------------

--- The items of lists in a callout, in the callout's own style.
local function as_notices(list)
  for i, item in ipairs(list.content) do
    local blocks = pandoc.Blocks({})
    for _, block in ipairs(item) do
      if block.t == "Plain" or block.t == "Para" then
        block = styled(pandoc.Para(block.content), "Notice")
      end
      blocks:insert(block)
    end
    list.content[i] = blocks
  end
  return list
end

local notice_items = { BulletList = as_notices, OrderedList = as_notices }

--- A callout in Word is a run of paragraphs in a style, not a table.
local function callout_for_word(div)
  local is_callout = false
  for _, class in ipairs(div.classes) do
    is_callout = is_callout or class:match("^callout%-") ~= nil or class == "callout"
  end
  if not is_callout or div.classes:includes("callout-title") then
    return nil
  end
  local blocks = pandoc.Blocks({})
  for _, block in ipairs(div.content) do
    if block.t == "Div" and block.classes:includes("callout-title") then
      local title = pandoc.utils.blocks_to_inlines(block.content)
      blocks:insert(styled(pandoc.Para(title), "Notice Heading"))
    else
      blocks:insert(styled(pandoc.Div({ block }):walk(notice_items).content[1], "Notice"))
    end
  end
  return blocks
end

--- A Div of one of the classes in WORD_STYLES gets its Word style.
local function named_div_for_word(div)
  for _, class in ipairs(div.classes) do
    if WORD_STYLES[class] and not div.attributes["custom-style"] then
      div.attributes["custom-style"] = WORD_STYLES[class]
      return div
    end
  end
  return nil
end

--- Mark an unnumbered heading of level 1 with a run style, which feedback_report.word.finish
--- turns into a heading taken out of Word's numbering (pandoc has no class for it).
local function unnumbered_heading_for_word(header)
  if header.level == 1 and header.classes:includes("unnumbered") then
    header.content = { pandoc.Span(header.content, pandoc.Attr("", {}, { { "custom-style", "Unnumbered Heading" } })) }
    return header
  end
  return nil
end

--- The filter ------------------------------------------------------------------------------

-- Each walk carries the whole paper from pandoc to Lua and back: as few of them as the order of the work allows.
function Pandoc(doc)
  local numbers, problems = {}, {}
  local numbering = is_true(doc.meta["number-paragraphs"])
  if numbering then
    doc.blocks, numbers, problems = number(doc.blocks)
  end
  local fill, referenced = reference_filler(numbers, problems)
  doc = doc:walk({ Link = fill, Figure = not is_word and figure_for_a_page or nil })
  if #problems > 0 then
    if not numbering then
      table.insert(problems, "paragraphs are not numbered: references to them need number-paragraphs: true in the metadata")
    end
    error("paper.lua: " .. table.concat(problems, "; "), 0)
  end
  if not is_word then
    return doc
  end
  doc = doc:walk({
    Span = idle_bookmark_remover(numbers, referenced),
    Header = unnumbered_heading_for_word,
    Figure = figure_for_word,
  })
  return doc:walk({ Div = function(div) return callout_for_word(div) or named_div_for_word(div) end })
end

return { { Pandoc = Pandoc } }
