using WsBridge.Dot11;

namespace WsBridge.Analysis.Rules.Support;

/// <summary>The fields of an FTE that are zero in some frames: what the rules about that have in common.</summary>
internal static class FteFields
{
    /// <summary>All of them.</summary>
    public const Set All = Set.ElementCount | Set.Mic | Set.ANonce | Set.SNonce;

    /// <summary>Fields of an FTE.</summary>
    [Flags]
    public enum Set
    {
        None = 0,
        ElementCount = 1,
        Mic = 2,
        ANonce = 4,
        SNonce = 8,
    }

    /// <summary>Those of the fields asked for that are not zero.</summary>
    public static Set NotZero(in Fte fte, Set asked)
    {
        Set set = fte.ElementCount != 0 ? Set.ElementCount : Set.None;
        set |= fte.Mic.ContainsAnyExcept((byte)0) ? Set.Mic : Set.None;
        set |= fte.ANonce.ContainsAnyExcept((byte)0) ? Set.ANonce : Set.None;
        set |= fte.SNonce.ContainsAnyExcept((byte)0) ? Set.SNonce : Set.None;
        return set & asked;
    }

    /// <summary>Their names: <c>Element Count, MIC</c>.</summary>
    public static string Words(Set set)
    {
        var names = new List<string>();
        Add(Set.ElementCount, "Element Count");
        Add(Set.Mic, "MIC");
        Add(Set.ANonce, "ANonce");
        Add(Set.SNonce, "SNonce");
        return string.Join(", ", names);

        void Add(Set field, string name)
        {
            if (set.HasFlag(field))
            {
                names.Add(name);
            }
        }
    }
}
