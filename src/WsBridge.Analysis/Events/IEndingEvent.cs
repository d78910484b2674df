using WsBridge.Analysis.Exchanges;

namespace WsBridge.Analysis.Events;

/// <summary>An event that tells how something ended, perhaps on a later frame.</summary>
internal interface IEndingEvent : IAssociationEvent
{
    /// <summary>The Deauthentication or Disassociation that ended it; null where something else did.</summary>
    Ending? Ending { get; }
}
