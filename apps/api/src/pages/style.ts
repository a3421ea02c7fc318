/** The style of the pages: for a phone first, light and dark. The mark is the four pillars. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1b2733; --soft: #5b6b7a; --paper: #f4f6f8; --card: #fff; --line: #dde3e8; --act: #0f5f8c; --on-act: #fff; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8edf2; --soft: #9aaab8; --paper: #10161c; --card: #18212a; --line: #2a3641; --act: #4fb0e0; --on-act: #07202e; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
main { width: 100%; max-width: 30rem; padding: 2rem; background: var(--card); border: 1px solid var(--line); border-radius: 14px; }
.mark { display: flex; align-items: end; gap: 4px; margin: 0 0 1.5rem; font-weight: 600; letter-spacing: .02em; color: var(--soft); }
.mark span { width: 6px; background: var(--act); border-radius: 2px; }
.mark span:nth-child(1) { height: 14px; } .mark span:nth-child(2) { height: 18px; } .mark span:nth-child(3) { height: 22px; }
.mark span:nth-child(4) { height: 18px; margin-right: 8px; }
h1 { margin: 0 0 .75rem; font-size: 1.5rem; line-height: 1.3; text-wrap: balance; overflow-wrap: anywhere; }
p { margin: 0 0 1rem; overflow-wrap: anywhere; }
ul { margin: 0 0 1.25rem; padding: 0; list-style: none; border: 1px solid var(--line); border-radius: 10px; }
li { display: flex; gap: 1rem; padding: .7rem 1rem; }
li + li { border-top: 1px solid var(--line); }
li span:first-child { flex: 1; min-width: 0; overflow-wrap: anywhere; }
li span:last-child { flex: none; max-width: 55%; color: var(--soft); text-align: end; overflow-wrap: break-word; }
main > :last-child { margin-bottom: 0; }
.soft { color: var(--soft); font-size: .9rem; }
code { display: block; padding: .75rem 1rem; margin: 0 0 1rem; background: var(--paper); border: 1px solid var(--line); border-radius: 10px; overflow-wrap: anywhere; font-size: .9rem; user-select: all; }
form { margin: 0 0 .75rem; }
button, .button { display: block; width: 100%; padding: .85rem 1rem; border: 1px solid transparent; border-radius: 10px; background: var(--act); color: var(--on-act);
  font: inherit; font-weight: 600; text-align: center; text-decoration: none; cursor: pointer; }
button.quiet { background: none; color: var(--ink); border-color: var(--line); }
button:focus-visible, .button:focus-visible { outline: 3px solid var(--act); outline-offset: 2px; }
`;
