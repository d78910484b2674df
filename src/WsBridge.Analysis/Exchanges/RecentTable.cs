using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace WsBridge.Analysis.Exchanges;

/// <summary>A table of bounded size that gives up what has not been asked for the longest time: addresses are chosen by whoever transmits.</summary>
/// <param name="most">How many entries it holds.</param>
/// <param name="onGivenUp">Called with a value that is given up, when it is out of the table.</param>
/// <remarks>
/// Buckets, their chains and the order of age are all links through the places of one array: a Dictionary beside it would keep each key
/// once more, and every frame asks several of these tables.
/// </remarks>
internal sealed class RecentTable<TKey, TValue>(int most, Action<TValue>? onGivenUp = null)
    where TKey : notnull
{
    private const int None = -1;

    private Entry[] _entries = [];

    /// <summary>The place of the first entry of each bucket, plus one: nothing is 0. A power of two of them.</summary>
    private int[] _buckets = [0];
    private int _count;
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
        int place = Find(key, HashOf(key));
        if (place == None)
        {
            value = default;
            return false;
        }

        if (place != _newest)
        {
            Unlink(place);
            LinkAsNewest(place);
        }

        value = _entries[place].Value;
        return true;
    }

    /// <summary>Adds what is not there.</summary>
    public void Add(TKey key, TValue value)
    {
        int place = _count < most ? NextFree() : GiveUpOldest();
        uint hash = HashOf(key);
        ref int bucket = ref BucketOf(hash);
        ref Entry entry = ref _entries[place];
        (entry.Key, entry.Value, entry.Hash, entry.NextInBucket) = (key, value, hash, bucket - 1);
        bucket = place + 1;
        LinkAsNewest(place);
    }

    /// <summary>Adds or replaces.</summary>
    public void Set(TKey key, TValue value)
    {
        int place = Find(key, HashOf(key));
        if (place == None)
        {
            Add(key, value);
        }
        else
        {
            _entries[place].Value = value;
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

    /// <summary>Spread once more: the hash of an address alone is the address.</summary>
    private static uint HashOf(TKey key) => (uint)EqualityComparer<TKey>.Default.GetHashCode(key) * 0x9E37_79B1;

    private ref int BucketOf(uint hash) => ref _buckets[(int)(hash >> 8) & (_buckets.Length - 1)];

    private int Find(TKey key, uint hash)
    {
        int place = BucketOf(hash) - 1;
        while (place != None && !(_entries[place].Hash == hash && EqualityComparer<TKey>.Default.Equals(_entries[place].Key, key)))
        {
            place = _entries[place].NextInBucket;
        }

        return place;
    }

    private int NextFree()
    {
        if (_count == _entries.Length)
        {
            Array.Resize(ref _entries, Math.Min(Math.Max(16, 2 * _count), most));
            _buckets = new int[BitOperations.RoundUpToPowerOf2((uint)_entries.Length)];
            for (int place = 0; place < _count; place++)
            {
                ref int bucket = ref BucketOf(_entries[place].Hash);
                _entries[place].NextInBucket = bucket - 1;
                bucket = place + 1;
            }
        }

        return _count++;
    }

    /// <summary>Makes room.</summary>
    /// <returns>The place that is free now.</returns>
    private int GiveUpOldest()
    {
        int place = _oldest;
        Unlink(place);
        LeaveBucket(place);
        GivenUp++;
        onGivenUp?.Invoke(_entries[place].Value);
        return place;
    }

    private void LeaveBucket(int place)
    {
        ref int bucket = ref BucketOf(_entries[place].Hash);
        if (bucket - 1 == place)
        {
            bucket = _entries[place].NextInBucket + 1;
            return;
        }

        int before = bucket - 1;
        while (_entries[before].NextInBucket != place)
        {
            before = _entries[before].NextInBucket;
        }

        _entries[before].NextInBucket = _entries[place].NextInBucket;
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
        public uint Hash;
        public int NextInBucket;
        public int Older;
        public int Newer;
    }
}
