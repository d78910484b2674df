using WsBridge.Analysis.Exchanges;

namespace WsBridge.Analysis.Events;

/// <summary>An event of one STA at one BSS.</summary>
internal interface IAssociationEvent : IExchangeEvent
{
    /// <summary>The STA at the BSS.</summary>
    Association Association { get; }
}
