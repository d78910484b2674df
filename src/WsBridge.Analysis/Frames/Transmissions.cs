using System.Collections;

namespace WsBridge.Analysis.Frames;

/// <summary>
/// All transmissions of one message, of a flood the first and the latest ones. Mostly there is one, which takes no list: there are very
/// many messages.
/// </summary>
public sealed class Transmissions<T> : IReadOnlyList<T>
{
    /// <summary>None.</summary>
    internal static readonly Transmissions<T> None = new();

    private const int Max = Repetitions.Max;

    private readonly T _first;
    private List<T>? _further;

    internal Transmissions(T first)
    {
        _first = first;
        Count = 1;
    }

    private Transmissions() => _first = default!;

    /// <summary>How many.</summary>
    public int Count { get; private set; }

    /// <summary>The transmission at this place, the first one at 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    public T this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return index == 0 ? _first : _further![index - 1];
        }
    }

    /// <summary>In the order in which they were captured.</summary>
    public Enumerator GetEnumerator() => new(this);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>One more; of too many, one in the middle makes room for it.</summary>
    internal void Add(T another)
    {
        _further ??= new List<T>(1);
        if (Count == Max)
        {
            _further.RemoveAt((Max / 2) - 1);
            Count--;
        }

        _further.Add(another);
        Count++;
    }

    /// <summary>Goes through transmissions.</summary>
    public struct Enumerator : IEnumerator<T>
    {
        private readonly Transmissions<T> _all;
        private int _next;

        internal Enumerator(Transmissions<T> all) => _all = all;

        /// <inheritdoc/>
        public readonly T Current => _all[_next - 1];

        readonly object? IEnumerator.Current => Current;

        /// <inheritdoc/>
        public bool MoveNext() => ++_next <= _all.Count;

        /// <inheritdoc/>
        public void Reset() => _next = 0;

        /// <inheritdoc/>
        public readonly void Dispose()
        {
            // It holds nothing.
        }
    }
}
