using System.Diagnostics.CodeAnalysis;

namespace WsBridge.Analysis.Exchanges;

/// <summary>A table of bounded size that gives up what has not been asked for the longest time: addresses are chosen by whoever transmits.</summary>
/// <param name="most">How many entries it holds.</param>
/// <param name="onGivenUp">Called with a value that is given up.</param>
internal sealed class RecentTable<TKey, TValue>(int most, Action<TValue>? onGivenUp = null)
    where TKey : notnull
{
    private readonly Dictionary<TKey, LinkedListNode<(TKey Key, TValue Value)>> _entries = [];
    private readonly LinkedList<(TKey Key, TValue Value)> _byAge = [];

    /// <summary>How many were given up.</summary>
    public long GivenUp { get; private set; }

    /// <summary>The values, the one longest unasked for first.</summary>
    public IEnumerable<TValue> Values => _byAge.Select(entry => entry.Value);

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (_entries.TryGetValue(key, out LinkedListNode<(TKey Key, TValue Value)>? node))
        {
            if (node.Next is not null)
            {
                _byAge.Remove(node);
                _byAge.AddLast(node);
            }

            value = node.Value.Value;
            return true;
        }

        value = default;
        return false;
    }

    public void Add(TKey key, TValue value)
    {
        if (_entries.Count >= most)
        {
            (TKey oldest, TValue given) = _byAge.First!.Value;
            _entries.Remove(oldest);
            _byAge.RemoveFirst();
            GivenUp++;
            onGivenUp?.Invoke(given);
        }

        _entries.Add(key, _byAge.AddLast((key, value)));
    }

    /// <summary>Adds or replaces.</summary>
    public void Set(TKey key, TValue value)
    {
        if (_entries.TryGetValue(key, out LinkedListNode<(TKey Key, TValue Value)>? node))
        {
            node.Value = (key, value);
        }
        else
        {
            Add(key, value);
        }
    }

    public TValue GetOrAdd(TKey key, Func<TKey, TValue> make)
    {
        if (!TryGet(key, out TValue? value))
        {
            value = make(key);
            Add(key, value);
        }

        return value;
    }
}
