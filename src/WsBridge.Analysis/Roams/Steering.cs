namespace WsBridge.Analysis.Roams;

/// <summary>What the old AP said before the STA moved.</summary>
public enum Steering
{
    /// <summary>BSS Transition Management Request.</summary>
    Btm,

    /// <summary>The same, announcing a disassociation.</summary>
    DisassociationImminent,
}
