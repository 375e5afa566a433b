import QtQuick
import Look

// The guide desk, 1280 × 800: giving tickets, one ticket looked at, what needs looking after. Scaled to the window.
Rectangle {
    id: root
    color: Theme.paper

    Rectangle {
        id: desk
        objectName: "desk"
        width: 1280; height: 800
        anchors.centerIn: parent
        scale: Math.min(root.width / width, root.height / height)
        color: Theme.paper
        focus: true
        readonly property var view: screen.view
        readonly property int turn: view.turn
        readonly property string place: view.focus
        onTurnChanged: goTo()
        onPlaceChanged: goTo()
        Component.onCompleted: goTo()
        function goTo() {
            if (view.login.is_open) return
            if (view.focus === "find") find.open()
            else if (view.focus === "offer") offer.open()
            else if (view.focus !== "flow" || !view.flow.is_open) desk.forceActiveFocus()
        }
        Keys.onPressed: event => event.accepted = screen.key(event.key, event.modifiers, event.text, event.isAutoRepeat)

        Head { width: 1280; height: 60 }
        OfferPanel { id: offer; x: 24; y: 76; width: 388; height: 652; visible: !desk.view.login.is_open }
        FindPanel { id: find; x: 444; y: 76; width: 416; height: 652; visible: !desk.view.login.is_open && !desk.view.flow.is_open }
        FlowPanel { x: 444; y: 76; width: 416; height: 652; visible: !desk.view.login.is_open && desk.view.flow.is_open }
        SignIn { x: 444; y: 132; visible: desk.view.login.is_open }
        AlarmList { id: alarms; x: 892; y: 76; width: 364; most: Math.max(232, 644 - map.contentHeight) }
        WindowMap { id: map; x: 892; y: alarms.y + alarms.height + 12; width: 364; height: 732 - y }
        Foot { y: 744; width: 1280; height: 56 }
        TroubleBar { x: 12; y: 749; width: 508; height: 48; visible: desk.view.trouble !== "" }
        Toast { x: 12; y: 749; width: 508; height: 48; visible: desk.view.toast.text !== "" && desk.view.trouble === "" }
    }
}
