namespace WsBridge.Dot11;

/// <summary>The cipher suite selectors of a list that are really there.</summary>
public readonly ref struct CipherSuiteList
{
    internal CipherSuiteList(ReadOnlySpan<byte> octets) => Octets = octets;

    /// <summary>The selectors as on air, four octets each.</summary>
    public ReadOnlySpan<byte> Octets { get; }

    /// <summary>How many are there.</summary>
    public int Count => Octets.Length / 4;

    /// <summary>One of them, in frame order.</summary>
    public CipherSuite this[int index] => CipherSuite.Read(Octets[(4 * index)..]);

    /// <summary>The list names this suite.</summary>
    public bool Contains(CipherSuite suite)
    {
        for (var i = 0; i < Count; i++)
        {
            if (this[i] == suite)
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>The AKM suite selectors of a list that are really there.</summary>
public readonly ref struct AkmSuiteList
{
    internal AkmSuiteList(ReadOnlySpan<byte> octets) => Octets = octets;

    /// <summary>The selectors as on air, four octets each.</summary>
    public ReadOnlySpan<byte> Octets { get; }

    /// <summary>How many are there.</summary>
    public int Count => Octets.Length / 4;

    /// <summary>One of them, in frame order.</summary>
    public AkmSuite this[int index] => AkmSuite.Read(Octets[(4 * index)..]);

    /// <summary>The list names this suite.</summary>
    public bool Contains(AkmSuite suite)
    {
        for (var i = 0; i < Count; i++)
        {
            if (this[i] == suite)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The list names an FT suite.</summary>
    public bool ContainsFt
    {
        get
        {
            for (var i = 0; i < Count; i++)
            {
                if (this[i].IsFt)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
