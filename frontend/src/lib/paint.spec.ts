import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { afterPaint } from './paint';

describe('afterPaint', () => {
  const frames: FrameRequestCallback[] = [];
  const told = vi.fn();

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('requestAnimationFrame', (frame: FrameRequestCallback) => frames.push(frame));
    frames.length = 0;
    told.mockClear();
  });

  afterEach(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  it('waits for the frame, and for it to be seen', () => {
    afterPaint(told);
    vi.advanceTimersByTime(500);
    expect(told).not.toHaveBeenCalled();
    frames[0]?.(0);
    expect(told).not.toHaveBeenCalled();
    vi.advanceTimersByTime(149);
    expect(told).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(told).toHaveBeenCalledOnce();
    vi.advanceTimersByTime(5000);
    expect(told).toHaveBeenCalledOnce();
  });

  it('does not wait for ever for a page that nobody sees', () => {
    afterPaint(told, 200);
    vi.advanceTimersByTime(199);
    expect(told).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(told).toHaveBeenCalledOnce();
  });
});
