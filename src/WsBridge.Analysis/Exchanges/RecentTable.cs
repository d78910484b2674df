using System.Diagnostics.CodeAnalysis;

namespace WsBridge.Analysis.Exchanges;

/// <summary>A table of bounded size that gives up what has not been asked for the longest time: addresses are chosen by whoever transmits.</summary>
/// <param name="most">How many entries it holds.</param>
/// <param name="onGivenUp">Called with a value that is given up, when it is out of the table.</param>
/// <remarks>The order of age is a list through the places of one array: an object for each entry would cost more than the entry.</remarks>
internal sealed class RecentTable<TKey, TValue>(int most, Action<TValue>? onGivenUp = null)
    where TKey : notnull
{
    private const int None = -1;

    private readonly Dictionary<TKey, int> _places = [];
    private Entry[] _entries = new Entry[16];
    private int _oldest = None;
    private int _newest = None;

    /// <summary>How many were given up.</summary>
    public long GivenUp { get; private set; }

    /// <summary>The values, the one longest unasked for first.</summary>
    public IEnumerable<TValue> Values
    {
        get
        {
            for (int place = _oldest; place != None; place = _entries[place].Newer)
            {
                yield return _entries[place].Value;
            }
        }
    }

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (_places.TryGetValue(key, out int place))
        {
            if (place != _newest)
            {
                Unlink(place);
                LinkAsNewest(place);
            }

            value = _entries[place].Value;
            return true;
        }

        value = default;
        return false;
    }

    public void Add(TKey key, TValue value)
    {
        int place = _places.Count;
        if (place >= most)
        {
            place = GiveUpOldest();
        }
        else if (place == _entries.Length)
        {
            Array.Resize(ref _entries, 2 * place);
        }

        _places.Add(key, place);
        _entries[place].Key = key;
        _entries[place].Value = value;
        LinkAsNewest(place);
    }

    /// <summary>Adds or replaces.</summary>
    public void Set(TKey key, TValue value)
    {
        if (_places.TryGetValue(key, out int place))
        {
            _entries[place].Value = value;
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

    /// <summary>Makes room.</summary>
    /// <returns>The place that is free now.</returns>
    private int GiveUpOldest()
    {
        int place = _oldest;
        TValue given = _entries[place].Value;
        Unlink(place);
        _places.Remove(_entries[place].Key);
        GivenUp++;
        onGivenUp?.Invoke(given);
        return place;
    }

    private void Unlink(int place)
    {
        (int older, int newer) = (_entries[place].Older, _entries[place].Newer);
        if (older == None)
        {
            _oldest = newer;
        }
        else
        {
            _entries[older].Newer = newer;
        }

        if (newer == None)
        {
            _newest = older;
        }
        else
        {
            _entries[newer].Older = older;
        }
    }

    private void LinkAsNewest(int place)
    {
        _entries[place].Older = _newest;
        _entries[place].Newer = None;
        if (_newest == None)
        {
            _oldest = place;
        }
        else
        {
            _entries[_newest].Newer = place;
        }

        _newest = place;
    }

    private struct Entry
    {
        public TKey Key;
        public TValue Value;
        public int Older;
        public int Newer;
    }
}
