namespace WsBridge.Pipeline.Slimming;

/// <summary>A set of packets by their numbers: a bit for each.</summary>
internal sealed class PacketSet
{
    private readonly List<ulong> _words = [];

    public void Add(long number)
    {
        int word = (int)(number >> 6);
        while (_words.Count <= word)
        {
            _words.Add(0);
        }

        _words[word] |= 1UL << (int)(number & 63);
    }

    public bool Contains(long number) =>
        (number >> 6) < _words.Count && (_words[(int)(number >> 6)] & (1UL << (int)(number & 63))) != 0;
}
