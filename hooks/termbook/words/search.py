"""Words of the search box."""

from __future__ import annotations

from typing import Final

ROWS: Final[dict[str, tuple[str, str]]] = {
    "search.title": ("搜索", "Search"),
    "search.placeholder": ("搜索标题和正文", "Search titles and texts"),
    "search.clear": ("清空", "Clear"),
    "search.close": ("关闭搜索", "Close search"),
    "search.filters": ("筛选与排序", "Filters and order"),
    "search.results": ("搜索结果", "Results"),
    "search.keys": (
        "↑↓ 选择　Enter 打开　Esc 关闭",
        "↑↓ to choose · Enter to open · Esc to close",
    ),
    "search.start": (
        "请输入两个以上的字；多个词用空格隔开。",
        "Type two characters or more. Put spaces between words.",
    ),
    "search.searching": ("正在查找…", "Searching…"),
    "search.found": ("找到 {n} 个页面。", "{n} page found.|{n} pages found."),
    "search.found_of": (
        "找到 {all} 个页面，筛选后 {n} 个。",
        "{all} pages found, {n} after filtering.",
    ),
    "search.none": (
        "没有找到“{query}”。可以减少几个字，换一种说法，或者用空格把词隔开。",
        "Nothing found for “{query}”. Try fewer characters, another wording, or words apart.",
    ),
    "search.none_together": (
        "没有同时含有这些词的页面：{parts}。可以去掉其中一个词。",
        "No page holds all of these words: {parts}. Try leaving one of them out.",
    ),
    "search.apart": ("“{word}” {n} 个页面", "“{word}” {n} page|“{word}” {n} pages"),
    "search.between": ("，", ", "),
    "search.none_chosen": (
        "找到 {all} 个页面，筛选后没有结果。",
        "{all} pages found, none after filtering.",
    ),
    "search.short": ("“{word}”只有一个字，未参与查找。", "“{word}” is too short and was left out."),
    "search.failed": (
        "搜索数据读取失败，请刷新页面后重试。",
        "The search data could not be read. Reload the page and try again.",
    ),
    "search.clear_filters": ("清除筛选", "Clear filters"),
    "search.option": ("{label}（{n}）", "{label} ({n})"),
    "search.kind": ("类型", "Kind"),
    "search.period": ("学期", "Period"),
    "search.department": ("部门", "Department"),
    "search.state": ("状态", "State"),
    "search.any_kind": ("全部类型", "All kinds"),
    "search.any_period": ("全部学期", "All periods"),
    "search.any_department": ("全部部门", "All departments"),
    "search.any_state": ("全部状态", "All states"),
    "search.sort": ("排序", "Order"),
    "search.by_fit": ("相关度优先", "Best match first"),
    "search.by_date": ("最新优先", "Newest first"),
}
