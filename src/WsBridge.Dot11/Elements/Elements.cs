using System.Runtime.CompilerServices;

namespace WsBridge.Dot11;

/// <summary>
/// Elements one after the other, as in the body of a management frame. Enumerating stops before an element that is cut off.
/// </summary>
public readonly ref struct Elements
{
    private readonly int _offset;
    private readonly ref readonly ElementIndex _index;

    /// <summary>Elements in these octets, the first of which stands at <paramref name="offset"/> of the frame.</summary>
    public Elements(ReadOnlySpan<byte> octets, int offset = 0)
    {
        Octets = octets;
        _offset = offset;
    }

    /// <summary>Elements in these octets, with the index that was made of them; it is left alone where they are too many for it.</summary>
    public Elements(ReadOnlySpan<byte> octets, int offset, ref readonly ElementIndex index)
        : this(octets, offset)
    {
        if (octets.Length <= ElementIndex.MaxOctets)
        {
            _index = ref index;
        }
    }

    /// <summary>All octets, those after a cut-off element included.</summary>
    public ReadOnlySpan<byte> Octets { get; }

    /// <summary>The element that is cut off, null when all are whole. Walks the elements.</summary>
    public ParseError? Error
    {
        get
        {
            if (AreWhole)
            {
                return null;
            }

            var walk = GetEnumerator();
            while (walk.MoveNext())
            {
            }

            return walk.Error;
        }
    }

    /// <summary>No element is cut off.</summary>
    public bool AreWhole
    {
        get
        {
            if (HasIndex)
            {
                return _index.End == Octets.Length;
            }

            var rest = Octets;
            while (rest.Length >= 2 && rest[1] + 2 is var length && length <= rest.Length)
            {
                rest = rest[length..];
            }

            return rest.IsEmpty;
        }
    }

    /// <summary>Walks the elements in frame order.</summary>
    public Enumerator GetEnumerator() => new(Octets, _offset);

    /// <summary>The first element with this Element ID that is whole.</summary>
    public bool TryFind(byte id, out Element element)
    {
        if (HasIndex && _index.Knows(id, out int position))
        {
            element = position < 0 ? default : new Element(Octets.Slice(position, 2 + Octets[position + 1]), _offset + position);
            return position >= 0;
        }

        ReadOnlySpan<byte> rest = Octets;
        while (rest.Length >= 2 && rest[1] + 2 is var length && length <= rest.Length)
        {
            if (rest[0] == id)
            {
                element = new Element(rest[..length], _offset + Octets.Length - rest.Length);
                return true;
            }

            rest = rest[length..];
        }

        element = default;
        return false;
    }

    /// <summary>The first element with Element ID 255 and this Element ID Extension.</summary>
    public bool TryFindExtension(byte extensionId, out Element element)
    {
        ReadOnlySpan<byte> rest = Octets;
        while (rest.Length >= 2 && rest[1] + 2 is var length && length <= rest.Length)
        {
            if (rest[0] == ElementId.Extension && length > 2 && rest[2] == extensionId)
            {
                element = new Element(rest[..length], _offset + Octets.Length - rest.Length);
                return true;
            }

            rest = rest[length..];
        }

        element = default;
        return false;
    }

    /// <summary>The first vendor specific element of this OUI and type.</summary>
    public bool TryFindVendor(int oui, byte type, out Element element)
    {
        foreach (var candidate in this)
        {
            if (candidate.IsVendor(oui, type))
            {
                element = candidate;
                return true;
            }
        }

        element = default;
        return false;
    }

    /// <summary>How many whole elements have this Element ID.</summary>
    public int Count(byte id)
    {
        var count = 0;
        var rest = Octets;
        while (rest.Length >= 2 && rest[1] + 2 is var length && length <= rest.Length)
        {
            count += rest[0] == id ? 1 : 0;
            rest = rest[length..];
        }

        return count;
    }

    /// <summary>
    /// The octets of this element and the <paramref name="count"/> − 1 that follow it, as far as they are whole; so are RIC elements
    /// covered by a MIC.
    /// </summary>
    public ReadOnlySpan<byte> Run(scoped in Element first, int count)
    {
        var start = first.Offset - _offset;
        if (count <= 0 || start < 0 || start > Octets.Length)
        {
            return default;
        }

        var end = start;
        foreach (var element in new Elements(Octets[start..], first.Offset))
        {
            if (count-- == 0)
            {
                break;
            }

            end = element.Offset - _offset + element.Octets.Length;
        }

        return Octets[start..end];
    }

    /// <summary>The element and the Fragment elements that continue it, all whole: the octets a MIC covers.</summary>
    public ReadOnlySpan<byte> WithFragments(scoped in Element element) => Run(element, 1 + FragmentCount(element));

    /// <summary>
    /// The body put together from the element and the Fragment elements that continue it. Allocates only when there are any.
    /// </summary>
    public ReadOnlySpan<byte> JoinedBody(scoped in Element element)
    {
        var whole = element.Octets.Length < 2 + 255 ? default : WithFragments(element);
        if (whole.Length <= element.Octets.Length)
        {
            return element.Body;
        }

        var joined = new byte[whole.Length];
        element.Body.CopyTo(joined);
        var length = element.Body.Length;
        foreach (var fragment in new Elements(whole[element.Octets.Length..]))
        {
            fragment.Octets[2..].CopyTo(joined.AsSpan(length));
            length += fragment.Octets.Length - 2;
        }

        return joined.AsSpan(0, length);
    }

    private bool HasIndex => !Unsafe.IsNullRef(in _index);

    private int FragmentCount(scoped in Element element)
    {
        var start = element.Offset - _offset;
        if (element.Octets.Length < 2 + 255 || start < 0 || start > Octets.Length)
        {
            return 0;
        }

        var count = -1;
        foreach (var next in new Elements(Octets[start..]))
        {
            // A fragment shorter than 255 is the last one.
            if (count >= 0 && next.Id != ElementId.Fragment)
            {
                break;
            }

            count++;
            if (next.Octets.Length < 2 + 255)
            {
                break;
            }
        }

        return Math.Max(count, 0);
    }

    /// <summary>Walks elements; after the last step, Error tells whether one was cut off.</summary>
    public ref struct Enumerator
    {
        private readonly ReadOnlySpan<byte> _octets;
        private readonly int _base;
        private int _current;
        private int _length;
        private bool _ended;

        internal Enumerator(ReadOnlySpan<byte> octets, int offset)
        {
            _octets = octets;
            _base = offset;
        }

        /// <summary>The element that stopped the walk, null while none did.</summary>
        public readonly ParseError? Error => !_ended ? null : _octets[Next..] switch
        {
            [] => null,
            [var id] => new ParseError($"Element {id} Length", _base + Next + 1, 1, 0),
            [var id, var length, .. var body] => new ParseError($"Element {id}", _base + Next + 2, length, body.Length),
        };

        /// <summary>The element at hand.</summary>
        public readonly Element Current => new(_octets.Slice(_current, _length), _base + _current);

        /// <summary>Where the next element starts, from the first one on.</summary>
        internal readonly int Next => _current + _length;

        /// <summary>Goes to the next whole element.</summary>
        public bool MoveNext()
        {
            var next = Next;
            var there = _octets.Length - next;
            if (there < 2 || there < 2 + _octets[next + 1])
            {
                _ended = true;
                return false;
            }

            _current = next;
            _length = 2 + _octets[next + 1];
            return true;
        }
    }
}
