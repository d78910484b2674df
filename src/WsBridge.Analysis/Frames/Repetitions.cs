namespace WsBridge.Analysis.Frames;

/// <summary>Transmissions of the same frame: the first and the latest ones, because a flood must not fill the memory.</summary>
internal static class Repetitions
{
    /// <summary>More than any AP or STA makes.</summary>
    public const int Max = 64;

    /// <summary>Adds another one; of too many, one in the middle is given up.</summary>
    public static void Add<T>(List<T> transmissions, T another)
    {
        if (transmissions.Count == Max)
        {
            transmissions.RemoveAt(Max / 2);
        }

        transmissions.Add(another);
    }
}
