// What is looked for on a page. Each function runs in the page, and so knows nothing
// but what it is given and returns plain data.

/**
 * What is wrong with how the page is laid out, a line each: it is wider than the
 * window, text is cut off, texts or controls lie on each other, a control is too small.
 */
export async function layout() {
  // After the frame in which a new size is laid out.
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  await frame();
  await frame();
  const problems = [];
  const least = 24;
  const root = document.scrollingElement;
  const dialog = document.querySelector('[role="dialog"]');
  const scope = dialog ?? document.body;

  const name = (element) => {
    const text = (element.getAttribute('aria-label') ?? element.textContent ?? '').trim();
    const of = element.closest('[class]')?.className;
    const kind = typeof of === 'string' ? of.replace(/\bs-\w+|svelte-\w+/g, '').trim() : '';
    return `<${element.localName}${kind ? `.${kind.split(/\s+/).join('.')}` : ''}> “${text.slice(0, 50)}”`;
  };

  if (root.scrollWidth > innerWidth) {
    const widest = [...document.body.querySelectorAll('*')].filter(
      (element) => element.getBoundingClientRect().right > innerWidth + 1,
    );
    problems.push(
      `the page is ${root.scrollWidth - innerWidth} px wider than the window: ${widest.slice(-1).map(name)}`,
    );
  }
  const main = document.querySelector('main');
  if (main && main.scrollWidth > main.clientWidth + 1)
    problems.push(`what is shown is ${main.scrollWidth - main.clientWidth} px wider than its place`);
  if (main && getComputedStyle(main).overflowY === 'auto' && root.scrollHeight > innerHeight)
    problems.push(
      `the page is ${root.scrollHeight - innerHeight} px longer than the window, beside what scrolls`,
    );

  /** How an element cuts what is in it: per axis "cut", "scroll" or "". */
  const edges = new Map();
  const edgesOf = (element) => {
    let found = edges.get(element);
    if (found) return found;
    const style = getComputedStyle(element);
    const of = (overflow) =>
      overflow === 'visible' ? '' : overflow === 'auto' || overflow === 'scroll' ? 'scroll' : 'cut';
    const says = element.closest('[title], [aria-label]')?.matches('[title]') ?? false;
    found = {
      x: of(style.overflowX),
      y: of(style.overflowY),
      // An ellipsis says that there is more, and a title what.
      told:
        (style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none') &&
        (says || !!element.closest('[title]') || !!element.querySelector('[title]')),
      stuck: style.position === 'sticky' || style.position === 'fixed',
      box: element.getBoundingClientRect(),
    };
    edges.set(element, found);
    return found;
  };

  /** What of a box can be seen, and where it is cut off without a word. */
  const seen = (box, from) => {
    let { left, top, right, bottom } = box;
    let cut;
    const scrolled = { x: false, y: false };
    for (let each = from; each && each !== document.documentElement; each = each.parentElement) {
      const edge = edgesOf(each);
      for (const [axis, low, high] of [
        ['x', 'left', 'right'],
        ['y', 'top', 'bottom'],
      ]) {
        if (edge[axis] === '') continue;
        const [from, to] = axis === 'x' ? [left, right] : [top, bottom];
        if (edge[axis] === 'cut' && !scrolled[axis] && !edge.told) {
          if (from < edge.box[low] - 1.5 || to > edge.box[high] + 1.5) cut ??= each;
        }
        if (edge[axis] === 'scroll') scrolled[axis] = true;
        if (axis === 'x') {
          left = Math.max(left, edge.box.left);
          right = Math.min(right, edge.box.right);
        } else {
          top = Math.max(top, edge.box.top);
          bottom = Math.min(bottom, edge.box.bottom);
        }
      }
    }
    return { left, top, right, bottom, cut, shown: right - left > 1 && bottom - top > 1 };
  };

  const visible = (element) =>
    element.checkVisibility({
      visibilityProperty: true,
      opacityProperty: true,
      contentVisibilityAuto: true,
    }) &&
    // Rows out of sight have their text to be found and read, and are drawn before anybody sees them.
    !element.closest('.hidden, .skip:not(:focus), [data-block].away, option, optgroup, title') &&
    // What is only heard is a pixel wide.
    element.getBoundingClientRect().width > 2;

  // Every line of text that can be seen.
  const lines = [];
  const walker = document.createTreeWalker(scope, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || !parent || !visible(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      if (box.width < 1) continue;
      const part = seen(box, parent);
      if (part.cut) {
        problems.push(`text is cut off: ${name(parent)}`);
        break;
      }
      if (part.shown) lines.push({ parent, node, ...part });
    }
  }

  const controls = [];
  const wanted =
    'a[href], button, input, select, textarea, summary, [role="option"], [role="tab"], [role="slider"]';
  for (const element of scope.querySelectorAll(wanted)) {
    if (!visible(element)) continue;
    const label = element.matches('[type="radio"], [type="checkbox"]') ? element.closest('label') : null;
    const boxes = [element, label].filter(Boolean).map((each) => each.getBoundingClientRect());
    const box = {
      left: Math.min(...boxes.map(({ left }) => left)),
      top: Math.min(...boxes.map(({ top }) => top)),
      right: Math.max(...boxes.map(({ right }) => right)),
      bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
    };
    const part = seen(box, element.parentElement);
    if (part.cut) problems.push(`a control is cut off: ${name(element)}`);
    if (part.shown) controls.push({ element, ...part });
    // A link in a sentence is as high as its line.
    const around = element.closest('p, li, dd')?.textContent.trim() ?? '';
    const within = getComputedStyle(element).display === 'inline' && around !== element.textContent.trim();
    const [width, height] = [box.right - box.left, box.bottom - box.top];
    if (!within && (width < least - 0.5 || height < least - 0.5))
      problems.push(`a control is ${Math.round(width)} × ${Math.round(height)} px: ${name(element)}`);
  }

  /** Whether one of the two stays in its place while the other is scrolled beneath it. */
  const stuck = (a, b) => {
    const apart = (from, other) => {
      for (let each = from; each && !each.contains(other); each = each.parentElement)
        if (edgesOf(each).stuck) return true;
      return false;
    };
    return apart(a, b) || apart(b, a);
  };
  const depth = (a, b) => [
    Math.min(a.right, b.right) - Math.max(a.left, b.left),
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top),
  ];

  for (const { element, ...box } of controls) {
    for (const line of lines) {
      if (line.top >= box.bottom - 2 || line.bottom <= box.top + 2) continue;
      const [across, down] = depth(box, line);
      if (across <= 2 || down <= 3) continue;
      if (element.contains(line.parent) || line.parent.contains(element)) continue;
      if (element.closest('label')?.contains(line.parent) || stuck(element, line.parent)) continue;
      problems.push(`text lies on a control: ${name(line.parent)} on ${name(element)}`);
    }
  }
  lines.sort((a, b) => a.top - b.top);
  for (const [i, line] of lines.entries()) {
    for (let j = i + 1; j < lines.length && lines[j].top < line.bottom - 4; j++) {
      const other = lines[j];
      if (other.node === line.node) continue;
      const [across, down] = depth(line, other);
      if (across <= 2 || down <= 4 || stuck(line.parent, other.parent)) continue;
      problems.push(`text lies on text: ${name(line.parent)} on ${name(other.parent)}`);
    }
  }
  return [...new Set(problems)];
}

/** What can be reached with Tab and cannot be seen to have the focus, a line each. */
export function focus(most) {
  const problems = [];
  const scope = document.querySelector('[role="dialog"]') ?? document.body;
  const wanted = 'a[href], button, input, select, textarea, summary, [tabindex]';
  const reachable = [...scope.querySelectorAll(wanted)].filter(
    (element) =>
      element.tabIndex >= 0 &&
      !element.disabled &&
      element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) &&
      !(element.type === 'radio' && !element.checked),
  );
  const before = document.activeElement;
  const drawn = (element) => {
    const { outlineStyle, outlineWidth, boxShadow, borderColor } = getComputedStyle(element);
    return {
      outline: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
      also: boxShadow + borderColor,
    };
  };
  for (const element of reachable.slice(0, most)) {
    before?.blur?.();
    const rest = drawn(element);
    element.focus();
    const now = drawn(element);
    const name = `<${element.localName}> “${(element.getAttribute('aria-label') ?? element.textContent).trim().slice(0, 50)}”`;
    if (document.activeElement !== element) problems.push(`cannot have the focus: ${name}`);
    else if (!now.outline && now.also === rest.also) problems.push(`has the focus unseen: ${name}`);
    const box = element.getBoundingClientRect();
    // Some of it, at least, is to be seen.
    const at = [12, box.height / 2, box.height - 12].map((down) =>
      document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(down, box.height - 1)),
    );
    const label = element.closest('label');
    if (!at.some((top) => top && (element.contains(top) || top.contains(element) || label?.contains(top))))
      problems.push(`has the focus beneath something else: ${name}`);
    element.blur();
  }
  before?.focus?.();
  return problems;
}

/** Where colours are the person's own: what is said by a colour alone, a line each. */
export function forced() {
  const problems = [];
  for (const element of document.querySelectorAll(
    '[aria-current="true"], [aria-selected="true"], [data-selected]',
  )) {
    const { outlineStyle, borderStyle, borderWidth } = getComputedStyle(element);
    const framed = outlineStyle !== 'none' || (borderStyle !== 'none' && parseFloat(borderWidth) > 0);
    if (element.checkVisibility() && !framed)
      problems.push(`is chosen, which only a colour says: ${element.textContent.trim().slice(0, 50)}`);
  }
  for (const element of document.querySelectorAll('.button, .field, .select')) {
    const { borderStyle, borderWidth } = getComputedStyle(element);
    if (borderStyle === 'none' || parseFloat(borderWidth) === 0)
      problems.push(`has no edge: ${element.textContent.trim().slice(0, 50)}`);
  }
  return problems;
}
