// ncurses for Swift: the wide-character build as plain functions, and accessors for what Swift cannot import.
#ifndef CNCURSES_SHIM_H
#define CNCURSES_SHIM_H

#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1
#define NCURSES_OPAQUE 1
// Real functions instead of macros, which Swift does not see.
#define NCURSES_NOMACROS 1
#include <curses.h>
#include <locale.h>
#include <stdio.h>
#include <term.h>
#include <wchar.h>
// term.h defines these as macros, which would replace the members of that name in other headers.
#undef lines
#undef columns

static inline WINDOW *nc_stdscr(void) { return stdscr; }
static inline WINDOW *nc_curscr(void) { return curscr; }
static inline int nc_colors(void) { return COLORS; }
static inline int nc_color_pairs(void) { return COLOR_PAIRS; }

static inline attr_t nc_bold(void) { return A_BOLD; }
static inline attr_t nc_dim(void) { return A_DIM; }
static inline attr_t nc_underline(void) { return A_UNDERLINE; }
static inline attr_t nc_reverse(void) { return A_REVERSE; }
static inline attr_t nc_italic(void) { return A_ITALIC; }

/// A cell as ncurses keeps it. Filling the fields spares the checks of setcchar; the colour pair stands in ext_color,
/// and the old eight bits hold as much of it as they can.
static inline cchar_t nc_cell(unsigned glyph, unsigned mark, attr_t attributes, int pair) {
  cchar_t cell = {0};
  cell.attr = attributes | ((attr_t)(pair > 255 ? 255 : pair) << 8);
  cell.chars[0] = (wchar_t)glyph;
  cell.chars[1] = (wchar_t)mark;
  cell.ext_color = pair;
  return cell;
}

/// The value of a string capability, NULL if the terminal lacks it.
static inline const char *nc_string(const char *name) {
  char *value = tigetstr((char *)name);
  return value == (char *)-1 ? NULL : value;
}

#endif
