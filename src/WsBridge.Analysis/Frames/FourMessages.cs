namespace WsBridge.Analysis.Frames;

/// <summary>The transmissions of each message of a 4-way handshake.</summary>
internal struct FourMessages<T>
{
    private Transmissions<T>? _m1;
    private Transmissions<T>? _m2;
    private Transmissions<T>? _m3;
    private Transmissions<T>? _m4;

    public readonly Transmissions<T> M1 => _m1 ?? Transmissions<T>.None;

    public readonly Transmissions<T> M2 => _m2 ?? Transmissions<T>.None;

    public readonly Transmissions<T> M3 => _m3 ?? Transmissions<T>.None;

    public readonly Transmissions<T> M4 => _m4 ?? Transmissions<T>.None;

    /// <summary>None was added.</summary>
    public readonly bool IsEmpty => (_m1 ?? _m2 ?? _m3 ?? _m4) is null;

    /// <summary>A transmission of message 1, 2, 3 or 4.</summary>
    public void Add(int number, T message)
    {
        switch (number)
        {
            case 1:
                Add(ref _m1, message);
                break;
            case 2:
                Add(ref _m2, message);
                break;
            case 3:
                Add(ref _m3, message);
                break;
            default:
                Add(ref _m4, message);
                break;
        }
    }

    private static void Add(ref Transmissions<T>? transmissions, T message)
    {
        if (transmissions is null)
        {
            transmissions = new Transmissions<T>(message);
        }
        else
        {
            transmissions.Add(message);
        }
    }
}
