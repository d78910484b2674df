using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace WsBridge.Analysis.Frames;

/// <summary>
/// A table of bounded size that evicts what has not been asked for the longest time, to an eighth of its size: addresses are chosen by
/// whoever transmits.
/// </summary>
/// <param name="most">How many entries it holds.</param>
/// <param name="onEvicted">Called with a value that is evicted, when it is out of the table.</param>
/// <remarks>
/// Buckets, their chains and the order of age are all links through the places of entries: a Dictionary beside them would keep each key
/// once more, and every frame asks several of these tables. Entries stand in blocks, so that nothing is copied when there come more.
/// </remarks>
internal sealed class RecentTable<TKey, TValue>(int most, Action<TValue>? onEvicted = null)
    where TKey : notnull
{
    private const int None = -1;
    private const int BlockBits = 6;
    private const int BlockSize = 1 << BlockBits;

    private Entry[][] _blocks = [];

    /// <summary>The place of the first entry of each bucket, plus one: nothing is 0. A power of two of them.</summary>
    private int[] _buckets = new int[16];

    /// <summary>The bucket is told by the highest bits of a hash, which all bits of the key have changed.</summary>
    private int _shift = 32 - 4;
    private int _count;
    private int _oldest = None;
    private int _newest = None;

    /// <summary>How many entries have become the newest one so far; it may run over.</summary>
    private uint _moves;

    /// <summary>How many were evicted.</summary>
    public long Evicted { get; private set; }

    /// <summary>The values, roughly the one longest unasked for first.</summary>
    public IEnumerable<TValue> Values
    {
        get
        {
            for (int place = _oldest; place != None; place = At(place).Newer)
            {
                yield return At(place).Value;
            }
        }
    }

    /// <summary>The keys, roughly the one longest unasked for first.</summary>
    public IEnumerable<TKey> Keys
    {
        get
        {
            for (int place = _oldest; place != None; place = At(place).Newer)
            {
                yield return At(place).Key;
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

        // Frames of one exchange ask again and again: to move an entry each time would touch three others.
        if (_moves - At(place).MovedAt > (uint)(most / 8))
        {
            Unlink(place);
            LinkAsNewest(place);
        }

        value = At(place).Value;
        return true;
    }

    /// <summary>Adds what is not there.</summary>
    public void Add(TKey key, TValue value)
    {
        uint hash = HashOf(key);
        Debug.Assert(Find(key, hash) == None, "It is there: Set replaces.");
        int place = _count < most ? NextFree() : GiveUpOldest();
        ref int bucket = ref BucketOf(hash);
        ref Entry entry = ref At(place);
        entry.Key = key;
        entry.Value = value;
        entry.Hash = hash;
        entry.NextInBucket = bucket - 1;
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
            At(place).Value = value;
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

    private ref int BucketOf(uint hash) => ref _buckets[(int)(hash >> _shift)];

    private int Find(TKey key, uint hash)
    {
        int place = BucketOf(hash) - 1;
        while (place != None)
        {
            ref Entry entry = ref At(place);
            if (entry.Hash == hash && EqualityComparer<TKey>.Default.Equals(entry.Key, key))
            {
                break;
            }

            place = entry.NextInBucket;
        }

        return place;
    }

    private ref Entry At(int place) => ref _blocks[place >> BlockBits][place & (BlockSize - 1)];

    private int NextFree()
    {
        if ((_count & (BlockSize - 1)) == 0)
        {
            int block = _count >> BlockBits;
            if (block == _blocks.Length)
            {
                Array.Resize(ref _blocks, Math.Max(4, 2 * block));
            }

            _blocks[block] = new Entry[BlockSize];
        }

        if (_count == _buckets.Length)
        {
            _buckets = new int[2 * _count];
            _shift--;
            for (int place = 0; place < _count; place++)
            {
                ref int bucket = ref BucketOf(At(place).Hash);
                At(place).NextInBucket = bucket - 1;
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
        Evicted++;
        onEvicted?.Invoke(At(place).Value);
        return place;
    }

    private void LeaveBucket(int place)
    {
        ref int bucket = ref BucketOf(At(place).Hash);
        if (bucket - 1 == place)
        {
            bucket = At(place).NextInBucket + 1;
            return;
        }

        int before = bucket - 1;
        while (At(before).NextInBucket != place)
        {
            before = At(before).NextInBucket;
        }

        At(before).NextInBucket = At(place).NextInBucket;
    }

    private void Unlink(int place)
    {
        (int older, int newer) = (At(place).Older, At(place).Newer);
        if (older == None)
        {
            _oldest = newer;
        }
        else
        {
            At(older).Newer = newer;
        }

        if (newer == None)
        {
            _newest = older;
        }
        else
        {
            At(newer).Older = older;
        }
    }

    private void LinkAsNewest(int place)
    {
        ref Entry entry = ref At(place);
        entry.MovedAt = ++_moves;
        entry.Older = _newest;
        entry.Newer = None;
        if (_newest == None)
        {
            _oldest = place;
        }
        else
        {
            At(_newest).Newer = place;
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
        public uint MovedAt;
    }
}
