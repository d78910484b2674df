namespace WsBridge.Analysis.Frames;

/// <summary>The transmissions of each message of a 4-way handshake. A list is made when the first one comes: most have one, and many have none.</summary>
internal struct FourMessages<T>
{
    private static readonly List<T> None = [];

    private List<T>? _m1;
    private List<T>? _m2;
    private List<T>? _m3;
    private List<T>? _m4;

    public readonly IReadOnlyList<T> M1 => _m1 ?? None;

    public readonly IReadOnlyList<T> M2 => _m2 ?? None;

    public readonly IReadOnlyList<T> M3 => _m3 ?? None;

    public readonly IReadOnlyList<T> M4 => _m4 ?? None;

    /// <summary>Not one was captured.</summary>
    public readonly bool IsEmpty => (_m1 ?? _m2 ?? _m3 ?? _m4) is null;

    /// <summary>The transmissions of message 1, 2, 3 or 4, to add another one.</summary>
    public List<T> Of(int number) => number switch
    {
        1 => _m1 ??= new List<T>(1),
        2 => _m2 ??= new List<T>(1),
        3 => _m3 ??= new List<T>(1),
        _ => _m4 ??= new List<T>(1),
    };
}
