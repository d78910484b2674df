namespace WsBridge.Capture.Tests;

/// <summary>Tells whether somebody still reads when it should be left alone. What is read ahead takes some time.</summary>
internal sealed class WatchedStream(byte[] octets) : MemoryStream(octets)
{
    private const int Ahead = 1 << 20;
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(300);

    private readonly ManualResetEventSlim _isLeftAlone = new();
    private readonly ManualResetEventSlim _hasReadAhead = new();

    /// <summary>A read that had begun ended after <see cref="IsLeftAlone"/>.</summary>
    public bool Broken { get; private set; }

    public override int Read(byte[] buffer, int offset, int count)
    {
        bool isAhead = Position >= Ahead;
        if (isAhead && !_hasReadAhead.IsSet)
        {
            Broken = _isLeftAlone.Wait(Longest);
        }

        int read = base.Read(buffer, offset, count);
        if (isAhead)
        {
            _hasReadAhead.Set();
        }

        return read;
    }

    /// <summary>Nobody reads from now on; waits for who did.</summary>
    public void IsLeftAlone()
    {
        _isLeftAlone.Set();
        Assert.That(_hasReadAhead.Wait(TimeSpan.FromSeconds(30)), Is.True, "it was read ahead");
    }

    protected override void Dispose(bool disposing)
    {
        _isLeftAlone.Dispose();
        _hasReadAhead.Dispose();
        base.Dispose(disposing);
    }
}
