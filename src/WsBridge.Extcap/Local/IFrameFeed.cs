namespace WsBridge.Extcap.Local;

/// <summary>Takes a frame of an adapter; its octets are valid until the next one.</summary>
/// <param name="timeNanoseconds">Since the Unix epoch.</param>
/// <param name="octets">What the link type says stands in front of the frame, and the frame.</param>
/// <param name="originalLength">Their length before the frame was cut.</param>
internal delegate void FrameHandler(long timeNanoseconds, ReadOnlySpan<byte> octets, int originalLength);

/// <summary>What captures from an adapter.</summary>
internal interface IFrameFeed
{
    /// <summary>Captures until it is stopped.</summary>
    /// <param name="begun">Called with the link type when frames come from now on.</param>
    /// <param name="take">Takes each frame.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="SourceProblemException">It cannot begin or go on.</exception>
    void Run(Action<int> begun, FrameHandler take, CancellationToken stop);
}
